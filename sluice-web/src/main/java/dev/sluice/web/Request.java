package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
import dev.sluice.Query;
import java.nio.charset.CharacterCodingException;

/** A whole HTTP request: its scope and its body. */
public record Request(HttpScope scope, Bytes body) {

  /** The method, in upper case. */
  public String method() {
    return scope.method();
  }

  /** The path asked for, percent-decoded as UTF-8. */
  public String path() {
    return scope.path();
  }

  /** The header fields. */
  public Headers headers() {
    return scope.headers();
  }

  /** The part of the URL after the question mark. */
  public Query query() {
    return scope.query();
  }

  /**
   * Returns the body read as JSON, whatever the content type says.
   *
   * @throws DenyException with 400 if it is not UTF-8, not JSON, or not of this type
   */
  public <T> T json(Class<T> type) {
    try {
      return Json.standard().decode(body.utf8Strict(), type);
    } catch (CharacterCodingException e) {
      throw new DenyException(400, "the body is not UTF-8");
    } catch (BadMessageException e) {
      throw new DenyException(400, e.summary());
    }
  }

  /**
   * Returns the body read as a form, with files or without.
   *
   * @throws UnsupportedMediaTypeException if the content type is not one of a form
   * @throws DenyException with 400 if it cannot be read, or has too many fields
   */
  public Form form() {
    return Form.read(headers(), body);
  }
}

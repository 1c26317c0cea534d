package dev.sluice.web;

import dev.sluice.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * A file's content.
 *
 * @param tag a strong entity tag: a hash of the content, in quotes
 */
record Asset(String contentType, Bytes content, String tag) {

  static Asset of(String contentType, Bytes content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content.toArray());
      var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return new Asset(contentType, content, '"' + hash + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java without SHA-256", e);
    }
  }

  /** Tells whether a client that sends these fields has this content (RFC 9110, 13.1.2). */
  boolean isIn(Stream<String> ifNoneMatch) {
    return ifNoneMatch
        .flatMap(field -> Arrays.stream(field.split(",")))
        .map(String::strip)
        .map(it -> it.startsWith("W/") ? it.substring(2) : it)
        .anyMatch(it -> it.equals("*") || it.equals(tag));
  }
}

package dev.sluice.web;

import dev.sluice.SluiceException;
import java.util.Locale;

/** Thrown for a message that cannot be read. What it tells is fit for the client that sent it. */
public final class BadMessageException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with a message, in a word. */
  public enum Code {
    /** It is not JSON. */
    INVALID_JSON,
    /** It is JSON of another shape than expected. */
    INVALID_MESSAGE,
    /** It says of itself to be of a type that nobody knows. */
    UNKNOWN_TYPE,
    /** It is for a stream that there is not, see {@code Demultiplexer}. */
    UNKNOWN_STREAM,
    /** It is JSON nested too deeply, or with a name or number that is too long. */
    TOO_COMPLEX,
    /** It is a binary message where only text is understood. */
    BINARY_NOT_SUPPORTED;

    /** The word that clients see, such as {@code invalid_json}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The close code for it (RFC 6455, section 7.4.1): 1003, 1007 or 1008. */
    public int closeCode() {
      return switch (this) {
        case BINARY_NOT_SUPPORTED -> 1003;
        case INVALID_JSON -> 1007;
        case INVALID_MESSAGE, UNKNOWN_TYPE, UNKNOWN_STREAM, TOO_COMPLEX -> 1008;
      };
    }
  }

  private final Code code;
  private final String path;
  private final String problem;

  /**
   * Makes one for a message of the wrong shape. A record's constructor may throw it too: then the
   * path begins where the record stands in the message.
   *
   * @param path the field, such as {@code lines[2].text}, or empty for the whole message
   * @param problem what was expected there; never what came, which may be a secret
   */
  public BadMessageException(String path, String problem) {
    this(Code.INVALID_MESSAGE, path, problem);
  }

  /**
   * Makes one of any kind.
   *
   * @param path the field, or empty for the whole message
   * @param problem what was expected there; never what came, which may be a secret
   */
  public BadMessageException(Code code, String path, String problem) {
    super(summary(path, problem));
    this.code = code;
    this.path = path;
    this.problem = problem;
  }

  /** Returns one for a text that is not JSON. */
  public static BadMessageException notJson(String problem) {
    return new BadMessageException(Code.INVALID_JSON, "", problem);
  }

  /** Returns one for a binary message where only text is understood. */
  public static BadMessageException binary() {
    return new BadMessageException(
        Code.BINARY_NOT_SUPPORTED, "", "a binary message (expected: JSON in a text message)");
  }

  /** Returns the same problem in a message that has this one at {@code outer}. */
  BadMessageException below(String outer) {
    var between = outer.isEmpty() || path.isEmpty() || path.startsWith("[") ? "" : ".";
    return new BadMessageException(code, outer + between + path, problem);
  }

  /** What is wrong, in a word. */
  public Code code() {
    return code;
  }

  /** The field, or empty for the whole message. */
  public String path() {
    return path;
  }

  /** What was expected. */
  public String problem() {
    return problem;
  }

  /** The field and what was expected there, in one line. */
  public String summary() {
    return summary(path, problem);
  }

  private static String summary(String path, String problem) {
    return path.isEmpty() ? problem : path + ": " + problem;
  }
}

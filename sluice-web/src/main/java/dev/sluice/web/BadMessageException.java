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
    /** It is a binary message where only text is understood. */
    BINARY_NOT_SUPPORTED;

    /** The word that clients see, such as {@code invalid_json}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Code code;
  private final String path;
  private final String problem;

  /**
   * Makes one for a message of the wrong shape.
   *
   * @param path the field, such as {@code lines[2].text}, or empty for the whole message
   * @param problem what was expected there; never what came, which may be a secret
   */
  public BadMessageException(String path, String problem) {
    this(Code.INVALID_MESSAGE, path, problem);
  }

  private BadMessageException(Code code, String path, String problem) {
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

package dev.sluice;

/**
 * The one way to say no: an HTTP request gets the status, a handshake is refused with it, and an
 * open WebSocket closes with 4000 plus the status, such as 4401.
 */
public class DenyException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Headers headers;

  /** Refuses with a status from 300 to 599 and a few words that the client may see. */
  public DenyException(int status, String reason) {
    this(status, reason, Headers.none());
  }

  /** Refuses with header fields too, such as {@code WWW-Authenticate}. */
  public DenyException(int status, String reason, Headers headers) {
    super(reason);
    Statuses.requireRefusal(status);
    this.status = status;
    this.headers = headers;
  }

  /** The status, such as 401. */
  public int status() {
    return status;
  }

  /** A few words that the client may see. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Header fields for the answer. */
  public Headers headers() {
    return headers;
  }

  /** The same refusal as a WebSocket close code, such as 4401. */
  public int closeCode() {
    return 4000 + status;
  }
}

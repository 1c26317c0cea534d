package dev.sluice.testing;

/**
 * The cookie that tells a site whose a connection is. {@code Logins} of the module {@code
 * sluice-live} makes one for a user, through the site's own sessions.
 *
 * @param cookieName the session cookie's name, such as {@code sessionid}
 * @param cookieValue a secret
 */
public record Login(String cookieName, String cookieValue) {

  /** The header field's value, for other clients: {@code sessionid=...}; a secret. */
  public String cookie() {
    return cookieName + "=" + cookieValue;
  }

  /** Leaves out the value. */
  @Override
  public String toString() {
    return "Login[" + cookieName + "]";
  }
}

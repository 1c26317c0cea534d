package dev.sluice.web;

/** When a browser sends a cookie along with requests that another site caused (RFC 6265bis). */
public enum SameSite {
  /** Never. */
  STRICT("Strict"),
  /** Only when the user follows a link here. */
  LAX("Lax"),
  /** Always; browsers ask for {@code Secure} too. */
  NONE("None"),
  /** As the browser likes: the cookie does not say. */
  UNSPECIFIED("");

  private final String text;

  SameSite(String text) {
    this.text = text;
  }

  /** The attribute's value in a header field, or empty. */
  public String text() {
    return text;
  }
}

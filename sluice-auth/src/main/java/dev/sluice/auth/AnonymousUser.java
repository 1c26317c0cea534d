package dev.sluice.auth;

/** Somebody who has not said, or not proved, who they are. */
public record AnonymousUser() implements Identity {

  @Override
  public String username() {
    return "";
  }

  @Override
  public String email() {
    return "";
  }
}

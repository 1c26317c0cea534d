package dev.sluice.auth;

import java.util.concurrent.atomic.AtomicInteger;

/** A hasher that hides nothing and counts how often it was asked. */
final class CountingHasher implements PasswordHasher {

  private final AtomicInteger hashes = new AtomicInteger();

  int hashes() {
    return hashes.get();
  }

  @Override
  public String encode(String password) {
    hashes.incrementAndGet();
    return "plain$" + password;
  }

  @Override
  public boolean verify(String password, String encoded) {
    hashes.incrementAndGet();
    return encoded.equals("plain$" + password);
  }
}

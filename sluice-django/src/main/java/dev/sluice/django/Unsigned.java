package dev.sluice.django;

import org.jspecify.annotations.Nullable;

/** What became of checking a signed text. */
public sealed interface Unsigned<T extends @Nullable Object> {

  /** The signature is right, and this is what was signed. */
  record Valid<T extends @Nullable Object>(T value) implements Unsigned<T> {

    /** Leaves out the value, which may be a secret. */
    @Override
    public String toString() {
      return "Valid";
    }
  }

  /** The signature is wrong or missing: somebody else made or changed the text. */
  record BadSignature<T extends @Nullable Object>() implements Unsigned<T> {}

  /** The signature is right and older than allowed. */
  record Expired<T extends @Nullable Object>() implements Unsigned<T> {}

  /**
   * The signature is right and what was signed cannot be read.
   *
   * @param reason why not, without the text
   */
  record Malformed<T extends @Nullable Object>(String reason) implements Unsigned<T> {}
}

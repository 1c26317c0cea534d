package dev.sluice.web;

import dev.sluice.Headers;
import dev.sluice.HttpScope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tells one state of a resource from another: an entity tag, the time of its last change, or
 * both (RFC 9110, section 8.8). Clients send them back to ask whether anything has changed.
 *
 * @param tag in quotes, perhaps with {@code W/} before them; empty for none
 * @param lastModified to the second
 */
public record Validators(String tag, Optional<Instant> lastModified) {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  /** What a request's conditions come to (RFC 9110, section 13.2.2). */
  enum Verdict {
    PROCEED,
    NOT_MODIFIED,
    FAILED
  }

  /**
   * Checks the tag and cuts the time to seconds.
   *
   * @throws IllegalArgumentException if the tag is none
   */
  public Validators {
    if (!tag.isEmpty() && !isTag(tag)) {
      throw new IllegalArgumentException(
          "the entity tag is %s (expected: ASCII in double quotes, without spaces)"
              .formatted(LogText.of(tag)));
    }
    lastModified = lastModified.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Tells whether a text is an entity tag (RFC 9110, section 8.8.3). */
  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  /** Returns a strong tag, the text in quotes: equal if and only if all bytes are. */
  public static Validators tag(String text) {
    return new Validators('"' + text + '"', Optional.empty());
  }

  /** Returns a weak tag, the text in quotes: equal if the difference does not matter. */
  public static Validators weakTag(String text) {
    return new Validators("W/\"" + text + '"', Optional.empty());
  }

  /** Returns the time of the last change, without a tag. */
  public static Validators lastModified(Instant time) {
    return new Validators("", Optional.of(time));
  }

  /** Returns a strong tag made of the content itself. */
  static Validators of(ByteBuffer content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content);
      return tag(Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java without SHA-256", e);
    }
  }

  /** Returns these and the time of the last change. */
  public Validators withLastModified(Instant time) {
    return new Validators(tag, Optional.of(time));
  }

  /** Returns header fields that also tell these. */
  Headers addTo(Headers headers) {
    var tagged = tag.isEmpty() ? headers : headers.without("ETag").with("ETag", tag);
    return lastModified
        .map(it -> tagged.without("Last-Modified").with("Last-Modified", HttpDate.format(it)))
        .orElse(tagged);
  }

  /** Decides whether a request is to be done, in the order of RFC 9110, section 13.2.2. */
  Verdict check(HttpScope request) {
    var headers = request.headers();
    var reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (headers.first("If-Match").isPresent()) {
      if (tags(headers, "If-Match").noneMatch(this::isTheSame)) {
        return Verdict.FAILED;
      }
    } else if (isAfter(headers, "If-Unmodified-Since").orElse(false)) {
      return Verdict.FAILED;
    }
    if (headers.first("If-None-Match").isPresent()) {
      if (tags(headers, "If-None-Match").noneMatch(this::isAlike)) {
        return Verdict.PROCEED;
      }
      return reads ? Verdict.NOT_MODIFIED : Verdict.FAILED;
    }
    return reads && !isAfter(headers, "If-Modified-Since").orElse(true)
        ? Verdict.NOT_MODIFIED
        : Verdict.PROCEED;
  }

  /** Tells whether a part of what a client has may be completed (RFC 9110, section 13.1.5). */
  boolean allowRange(Headers headers) {
    var condition = headers.first("If-Range");
    if (condition.isEmpty()) {
      return true;
    }
    if (condition.get().startsWith("\"") || condition.get().startsWith("W/")) {
      return isStrong() && condition.get().equals(tag);
    }
    return HttpDate.parse(condition.get()).isPresent()
        && HttpDate.parse(condition.get()).equals(lastModified);
  }

  private boolean isStrong() {
    return !tag.isEmpty() && !tag.startsWith("W/");
  }

  /** By the strong comparison; {@code *} stands for whatever there is, as there is something. */
  private boolean isTheSame(String other) {
    return other.equals("*") || (isStrong() && other.equals(tag));
  }

  private boolean isAlike(String other) {
    return other.equals("*") || (!tag.isEmpty() && opaque(other).equals(opaque(tag)));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static Stream<String> tags(Headers headers, String name) {
    return headers
        .all(name)
        .flatMap(
            value ->
                value.strip().equals("*")
                    ? Stream.of("*")
                    : TAG.matcher(value).results().map(found -> found.group()));
  }

  /** Tells whether the last change is after the time in a field, if there are both. */
  private Optional<Boolean> isAfter(Headers headers, String name) {
    return headers
        .first(name)
        .flatMap(HttpDate::parse)
        .flatMap(time -> lastModified.map(changed -> changed.isAfter(time)));
  }
}

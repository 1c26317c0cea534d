package dev.sluice.django;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Session values in a signed text: the formats, of which the first is written and all are read. */
final class SignedSessions {

  private static final Logger LOG = LoggerFactory.getLogger(SignedSessions.class);

  private final TimestampSigner signer;
  private final List<TimestampSigner> signers;
  private final AtomicBoolean warned = new AtomicBoolean();

  SignedSessions(SecretKeys keys, String salt, Clock clock, LegacyHashing legacy) {
    this.signers =
        legacy.algorithms().stream()
            .map(it -> new Signer(keys, salt, Signer.DEFAULT_SEPARATOR, it))
            .map(it -> new TimestampSigner(it, clock))
            .toList();
    this.signer = signers.getFirst();
  }

  String write(Map<String, @Nullable Object> values) {
    return signer.dumpsCompressed(values);
  }

  Unsigned<@Nullable Object> read(String text) {
    return first(it -> it.loads(text));
  }

  Unsigned<@Nullable Object> read(String text, Duration maxAge) {
    return first(it -> it.loads(text, maxAge));
  }

  /** Returns the values, if there are some; tells once of a session that was pickled. */
  Optional<Map<String, @Nullable Object>> values(Unsigned<@Nullable Object> unsigned) {
    if (unsigned instanceof Unsigned.Malformed<?>(var reason)
        && reason.equals(JsonPayload.PICKLED)
        && !warned.getAndSet(true)) {
      LOG.warn(
          "a session is refused, as will be others like it: it is {}; set SESSION_SERIALIZER ="
              + " \"django.contrib.sessions.serializers.JSONSerializer\" in Django, whose pickled"
              + " sessions then end, and let their users log in again",
          reason);
    }
    return unsigned instanceof Unsigned.Valid<?> valid && valid.value() instanceof Map<?, ?> map
        ? Optional.of(JsonObjects.named(map))
        : Optional.empty();
  }

  Instant signedAt(String text) {
    return signer.signedAt(text);
  }

  private Unsigned<@Nullable Object> first(
      Function<TimestampSigner, Unsigned<@Nullable Object>> read) {
    Unsigned<@Nullable Object> unsigned = new Unsigned.BadSignature<>();
    for (var candidate : signers) {
      unsigned = read.apply(candidate);
      if (!(unsigned instanceof Unsigned.BadSignature<?>)) {
        return unsigned;
      }
    }
    return unsigned;
  }
}

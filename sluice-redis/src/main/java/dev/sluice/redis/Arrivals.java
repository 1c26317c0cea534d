package dev.sluice.redis;

import dev.sluice.layers.Delivery;
import dev.sluice.layers.MessageFormatException;
import dev.sluice.redis.Losses.Kind;
import io.lettuce.core.ScoredValue;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what other processes have sent to connections of this one, and never fails. */
record Arrivals(LocalChannels channels, Mail mail, Losses losses, InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  void take(ScoredValue<byte[]> message) {
    var expires = mail.expires(message);
    if (!clock.instant().isBefore(expires)) {
      LOG.debug("a message has expired before it came");
      return;
    }
    try {
      var incoming = mail.read(message);
      try (var delivery = new Delivery(incoming.message(), expires, clock)) {
        incoming.channels().forEach(channel -> channels.deliver(channel, delivery, losses));
      }
    } catch (MessageFormatException e) {
      losses.add(Kind.UNREADABLE, 1, String.valueOf(e.getMessage()));
    }
  }
}

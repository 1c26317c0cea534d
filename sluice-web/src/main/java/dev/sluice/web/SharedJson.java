package dev.sluice.web;

import dev.sluice.Inbox;
import dev.sluice.Message;
import java.util.function.Supplier;

/** JSON for clients: of a message that is passed on, the one that all who got it share. */
final class SharedJson {

  private SharedJson() {}

  static String of(Object value, Inbox inbox) {
    return of(value, inbox, Json.standard(), () -> Json.standard().encode(value));
  }

  static <T> String of(T value, Inbox inbox, JsonFormat<T> format) {
    return of(value, inbox, format, () -> format.encode(value));
  }

  private static String of(Object value, Inbox inbox, Object form, Supplier<String> encode) {
    return value instanceof Message message
        ? inbox.sharedText(message).map(it -> it.as(form, encode)).orElseGet(encode)
        : encode.get();
  }
}

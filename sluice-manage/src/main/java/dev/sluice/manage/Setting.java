package dev.sluice.manage;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One thing that can be configured.
 *
 * @param key its name in the file, such as {@code http.idle_timeout}
 * @param standard what it is when nobody says
 * @param meaning one sentence for the documentation
 * @param veil what may be shown of a value
 */
record Setting<T>(String key, Kind<T> kind, Raw standard, String meaning, UnaryOperator<Raw> veil) {

  private static final Raw STARS = new Raw.Text("********");

  /** Returns a setting that is no secret. */
  static <T> Setting<T> of(String key, Kind<T> kind, String standard, String meaning) {
    return new Setting<>(key, kind, kind.rawOf(standard), meaning, UnaryOperator.identity());
  }

  /** Returns the same setting, of which nothing but emptiness is ever shown. */
  Setting<T> secret() {
    return veiled(raw -> raw.display().isEmpty() ? raw : STARS);
  }

  /** Returns the same setting, which is shown by way of its {@code toString}, without secrets. */
  Setting<T> shownByItself() {
    return veiled(
        raw -> {
          try {
            return new Raw.Text(String.valueOf(kind.parser().apply(raw)));
          } catch (RuntimeException e) {
            return STARS;
          }
        });
  }

  private Setting<T> veiled(UnaryOperator<Raw> changed) {
    return new Setting<>(key, kind, standard, meaning, changed);
  }

  /** Returns the environment variable that sets it, made from its key alone. */
  String variable() {
    return "SLUICE_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}

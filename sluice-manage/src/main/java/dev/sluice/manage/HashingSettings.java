package dev.sluice.manage;

import dev.sluice.django.PasswordFormat;
import dev.sluice.django.PasswordSettings;
import java.util.List;
import java.util.stream.Collectors;

/** The settings that make {@link PasswordSettings}. */
final class HashingSettings {

  private static final PasswordSettings STANDARD = PasswordSettings.besideDjango();

  private static final Setting<List<PasswordFormat>> HASHERS =
      Setting.of(
          "passwords.hashers",
          new Kind<>(
              "a list of Django's names, such as pbkdf2_sha256, argon2, bcrypt_sha256, scrypt",
              Kind.Shape.LIST,
              HashingSettings::formats),
          STANDARD.formats().stream()
              .map(PasswordFormat::algorithm)
              .collect(Collectors.joining(",")),
          "`PASSWORD_HASHERS`: the formats that passwords are read in; new ones get the first.");

  private static final Setting<Integer> ITERATIONS =
      Setting.of(
          "passwords.iterations",
          Kinds.count(1, STANDARD.limits().iterations()),
          Integer.toString(STANDARD.pbkdf2Iterations()),
          "Iterations of PBKDF2 for new passwords; beside Django exactly as many as Django's, or"
              + " Django writes the rows anew and so ends their users' sessions.");

  private static final Setting<Boolean> UPGRADE =
      Setting.of(
          "passwords.upgrade",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.upgrades()),
          "Whether a login writes a password anew that is not in the first format with its present"
              + " cost, as Django does. That ends the user's other sessions.");

  static final List<Setting<?>> ALL = List.of(HASHERS, ITERATIONS, UPGRADE);

  private HashingSettings() {}

  static PasswordSettings read(Values values) {
    var settings =
        STANDARD.withFormats(values.get(HASHERS)).withPbkdf2Iterations(values.get(ITERATIONS));
    return values.get(UPGRADE) ? settings.withUpgrades() : settings;
  }

  private static List<PasswordFormat> formats(Raw raw) {
    return Kinds.LIST.parser().apply(raw).stream().map(PasswordFormat::named).toList();
  }
}

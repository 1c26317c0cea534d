package dev.sluice.django;

import java.util.EnumMap;
import java.util.Map;

/** Makes the schemes of a site. */
record PasswordSchemes(PasswordSettings settings, Salts salts) {

  private static final String MD5 = "MD5";
  private static final String SHA1 = "SHA-1";

  /** Returns one for each format that is switched on. */
  Map<PasswordFormat, PasswordScheme> all() {
    var schemes = new EnumMap<PasswordFormat, PasswordScheme>(PasswordFormat.class);
    settings.formats().forEach(format -> schemes.put(format, scheme(format)));
    return schemes;
  }

  private PasswordScheme scheme(PasswordFormat format) {
    return switch (format) {
      case PBKDF2_SHA256 -> pbkdf2(format, HashAlgorithm.SHA256);
      case PBKDF2_SHA1 -> pbkdf2(format, HashAlgorithm.SHA1);
      case ARGON2 -> new Argon2Scheme(settings.argon2(), settings.limits(), salts);
      case BCRYPT_SHA256, BCRYPT -> bcrypt(format);
      case SCRYPT -> new ScryptScheme(settings.scrypt(), settings.limits(), salts);
      case MD5 -> new DigestScheme(format, MD5, salts);
      case SHA1 -> new DigestScheme(format, SHA1, salts);
      case UNSALTED_MD5 -> new UnsaltedScheme(format, MD5, "");
      case UNSALTED_SHA1 -> new UnsaltedScheme(format, SHA1, "sha1$$");
      case CRYPT -> new CryptScheme(settings.limits().iterations(), salts);
    };
  }

  private PasswordScheme pbkdf2(PasswordFormat format, HashAlgorithm algorithm) {
    return new Pbkdf2Scheme(
        format,
        settings.pbkdf2Iterations(),
        settings.limits().iterations(),
        salts,
        new Pbkdf2(algorithm));
  }

  private PasswordScheme bcrypt(PasswordFormat format) {
    return new BcryptScheme(
        format,
        settings.bcryptRounds(),
        settings.limits().bcryptRounds(),
        salts,
        BcryptScheme::derive);
  }
}

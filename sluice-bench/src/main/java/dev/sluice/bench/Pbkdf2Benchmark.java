package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PasswordSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One password of Django's default hasher checked: by us, by the JDK, and by OpenSSL (Python's
 * hashlib in another process), which whoever checks passwords with Django has.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Pbkdf2Benchmark {

  private static final String PASSWORD = "correct horse battery staple";
  private static final String SALT = "saltsaltsaltsaltsaltsa";
  private static final int BITS = 256;

  /** How many turns of HMAC; a million is Django 5.2's default. */
  @Param({"260000", "1000000"})
  public int iterations;

  private @Nullable Subject subject;

  /** Starts the other process, and makes sure that all three agree. */
  @Setup
  public void start() throws IOException, GeneralSecurityException {
    var hashers =
        new PasswordHashers(
            PasswordSettings.standalone().withPbkdf2Iterations(iterations), new SecureRandom());
    var made = new Subject(hashers, OpenSsl.start(), encoded(jdkHash()));
    subject = made;
    if (!sluice() || !openssl().equals(made.hash())) {
      throw new IllegalStateException("the three do not agree");
    }
  }

  /** Ends the other process. */
  @TearDown
  public void stop() throws IOException {
    subject().openSsl().close();
  }

  /** What a login costs here. */
  @Benchmark
  public boolean sluice() {
    return subject().hashers().verify(PASSWORD, subject().encoded());
  }

  /** The JDK's own PBKDF2. */
  @Benchmark
  public byte[] jdk() throws GeneralSecurityException {
    return jdkHash();
  }

  /** OpenSSL's PBKDF2 as Python, and so Django, calls it. */
  @Benchmark
  public String openssl() throws IOException {
    return subject().openSsl().derive(PASSWORD, SALT, iterations);
  }

  private Subject subject() {
    if (subject == null) {
      throw new IllegalStateException("not started (expected: JMH calls start first)");
    }
    return subject;
  }

  private byte[] jdkHash() throws GeneralSecurityException {
    var spec = new PBEKeySpec(PASSWORD.toCharArray(), SALT.getBytes(UTF_8), iterations, BITS);
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
  }

  private String encoded(byte[] hash) {
    return "pbkdf2_sha256$%d$%s$%s"
        .formatted(iterations, SALT, Base64.getEncoder().encodeToString(hash));
  }

  private record Subject(PasswordHashers hashers, OpenSsl openSsl, String encoded) {

    String hash() {
      return encoded.substring(encoded.lastIndexOf('$') + 1);
    }
  }
}

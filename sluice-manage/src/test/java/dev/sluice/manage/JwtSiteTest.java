package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.User;
import dev.sluice.django.Peers;
import dev.sluice.web.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a site that is told by words only, made and read by PyJWT on the other side. */
final class JwtSiteTest {

  private static final String REMEDY = "install python3-jwt and python3-cryptography";

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  private record Keys(String signing, String verifying) {}

  private record Claims(String user_id, long iat, long exp) {}

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", "pass-word");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "example.com");
    shell.run("migrate");
    shell.run("createsuperuser", "--no-input", "-u", "alice");
  }

  @Test
  void aSiteThatSaysNothingSharesItsSecretKeyAsSimplejwtDoes() throws Exception {
    var claims = claims("user_id", 1);
    claims.put("token_type", "access");
    claims.put("jti", "0");

    assertThat(whose(signed(claims, Shell.SECRET_KEY, "HS256"))).isEqualTo("alice");
    assertThat(whose(signed(claims, Shell.SECRET_KEY + "x", "HS256"))).isEmpty();
    assertThat(whose(signed(claims, Shell.SECRET_KEY, "HS512"))).isEmpty();
  }

  @Test
  void keysComeFromFilesAndEverythingElseFromItsSetting() throws Exception {
    var keys = useKeyPair();
    shell.environment.put("SLUICE_JWT_AUDIENCE", "chat,mail");
    shell.environment.put("SLUICE_JWT_ISSUER", "https://login.example.com/");
    shell.environment.put("SLUICE_JWT_LEEWAY", "10m");
    shell.environment.put("SLUICE_JWT_USER_ID_FIELD", "username");
    shell.environment.put("SLUICE_JWT_USER_ID_CLAIM", "sub");
    shell.environment.put("SLUICE_JWT_TOKEN_TYPE_CLAIM", "");
    shell.environment.put("SLUICE_JWT_JTI_CLAIM", "");

    var claims = claims("sub", "alice");
    claims.put("aud", "mail");
    claims.put("iss", "https://login.example.com/");
    claims.put("exp", Instant.now().getEpochSecond() - 60);
    assertThat(whose(signed(claims, keys.signing(), "RS256"))).isEqualTo("alice");
    assertThat(whose(signed(changed(claims, "aud", "shop"), keys.signing(), "RS256"))).isEmpty();
    assertThat(whose(signed(changed(claims, "iss", "me"), keys.signing(), "RS256"))).isEmpty();
    assertThat(whose(signed(changed(claims, "exp", 1), keys.signing(), "RS256"))).isEmpty();
    assertThat(shell.run("check").err()).isEmpty();
  }

  @Test
  void tokensMadeHereAreReadThere() throws Exception {
    var keys = useKeyPair();
    shell.environment.put("SLUICE_JWT_AUDIENCE", "chat");
    shell.environment.put("SLUICE_JWT_ACCESS_TOKEN_LIFETIME", "1h");
    shell.environment.put("SLUICE_JWT_USER_ID_FIELD", "username");

    try (var site = shell.site()) {
      var access = site.jwtIssuer().pairOf(alice(site)).access();
      var verified =
          python(
              Map.of(
                  "do", "verify", "token", access, "key", keys.verifying(), "algorithm", "RS256"));
      var claims = Json.standard().decode(verified, Claims.class);
      assertThat(claims.user_id()).isEqualTo("alice");
      assertThat(claims.exp() - claims.iat()).isEqualTo(3600);
      assertThat(site.jwt().findUser(access).orElseThrow().username()).isEqualTo("alice");
    }
  }

  @Test
  void tokensMayNameUsersByTheirAddress() throws Exception {
    shell.environment.put("SLUICE_JWT_USER_ID_FIELD", "email");
    shell.run("createsuperuser", "--no-input", "-u", "bob", "--email", "bob@example.com");
    var claims = claims("user_id", "bob@example.com");
    claims.put("token_type", "access");
    claims.put("jti", "0");

    assertThat(whose(signed(claims, Shell.SECRET_KEY, "HS256"))).isEqualTo("bob");
    assertThat(whose(signed(changed(claims, "user_id", ""), Shell.SECRET_KEY, "HS256"))).isEmpty();
    try (var site = shell.site()) {
      var bob = site.userStore().findByUsername("bob").orElseThrow().user();
      var token = site.jwtIssuer().tokenOf(bob);
      assertThat(site.jwt().findAll(List.of(token))).containsOnlyKeys(token);
      var hers = site.jwtIssuer().tokenOf(alice(site)); // who has no address
      assertThat(site.jwt().findUser(hers)).isEmpty();
    }
  }

  @Test
  void aPublicKeyAloneReadsAndDoesNotMake() throws Exception {
    useKeyPair();
    shell.environment.remove("SLUICE_JWT_SIGNING_KEY_FILE");

    try (var site = shell.site()) {
      assertThat(site.jwt()).isNotNull();
      assertThatThrownBy(site::jwtIssuer)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("set jwt.signing_key");
    }
  }

  @Test
  void checkSaysWhatIsWrongWithAKeyAndNothingOfTheKey() throws Exception {
    shell.environment.put("SLUICE_JWT_SIGNING_KEY", "hush-hush");
    assertThat(shell.run("check").err())
        .startsWith("error: the settings of jwt do not do: the secret for HS256 has 9 bytes")
        .doesNotContain("hush");
    shell.environment.put("SLUICE_JWT_ALGORITHM", "es256");
    assertThat(shell.run("check").err())
        .startsWith("error: jwt.algorithm is ES256, and there is no public key: set jwt.verifying");
    shell.environment.put("SLUICE_JWT_VERIFYING_KEY_FILE", "none.pem");
    assertThat(shell.run("check").err())
        .startsWith(
            "error: jwt.verifying_key_file is %s, which cannot be read (NoSuchFileException"
                .formatted(folder.resolve("none.pem")));
    shell.environment.put("SLUICE_JWT_ALGORITHM", "HS384");
    assertThat(shell.run("check").err()).contains("which has one key for both");
  }

  private Keys useKeyPair() throws Exception {
    var keys = Json.standard().decode(python(Map.of("do", "keys")), Keys.class);
    Files.writeString(folder.resolve("private.pem"), keys.signing());
    Files.writeString(folder.resolve("public.pem"), keys.verifying());
    shell.environment.put("SLUICE_JWT_ALGORITHM", "RS256");
    shell.environment.put("SLUICE_JWT_SIGNING_KEY_FILE", "private.pem");
    shell.environment.put("SLUICE_JWT_VERIFYING_KEY_FILE", "public.pem");
    return keys;
  }

  private static String python(Map<String, ?> question) throws Exception {
    return Peers.run(JwtSiteTest.class, "tokens.py", REMEDY, Json.standard().encode(question));
  }

  private String whose(String token) {
    try (var site = shell.site()) {
      return Visitor.nameUnder(
          TokenAuthMiddleware.header("Bearer", site.jwt()), "Bearer " + token, "/");
    }
  }

  private static User alice(Site site) {
    return site.userStore().findByUsername("alice").orElseThrow().user();
  }

  private static String signed(Map<String, Object> claims, String key, String algorithm)
      throws Exception {
    return python(Map.of("do", "sign", "claims", claims, "key", key, "algorithm", algorithm));
  }

  private static Map<String, Object> claims(String userClaim, Object user) {
    var now = Instant.now().getEpochSecond();
    return new HashMap<>(Map.of(userClaim, user, "iat", now, "exp", now + 300));
  }

  private static Map<String, Object> changed(
      Map<String, Object> claims, String name, Object value) {
    var others = new HashMap<>(claims);
    others.put(name, value);
    return others;
  }
}

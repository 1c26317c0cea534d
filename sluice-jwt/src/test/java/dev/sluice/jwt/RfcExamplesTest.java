package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The signed tokens of RFC 7515, appendix A, of which the first is that of RFC 7519 too. */
final class RfcExamplesTest {

  private static final String CLAIMS =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  private static final Instant EXPIRY = Instant.ofEpochSecond(1_300_819_380L);

  private static final String RSA_MODULUS =
      "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
          + "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5"
          + "z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJ"
          + "H7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
  private static final String RSA_SIGNATURE =
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
          + "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQB"
          + "MHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6I"
          + "eYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

  @Test
  void appendixA1IsReadWithItsSecret() {
    var secret =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    var key =
        JwtKey.secretBytes(JwtAlgorithm.HS256, Bytes.copyOf(Base64.getUrlDecoder().decode(secret)));

    assertReads(
        key,
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  }

  @Test
  void appendixA2IsReadWithItsPublicKey() throws GeneralSecurityException {
    var spec = new RSAPublicKeySpec(number(RSA_MODULUS), number("AQAB"));
    var pem = Keys.pem("PUBLIC KEY", KeyFactory.getInstance("RSA").generatePublic(spec));

    assertReads(JwtKey.publicKey(JwtAlgorithm.RS256, pem), "eyJhbGciOiJSUzI1NiJ9", RSA_SIGNATURE);
  }

  @Test
  void appendixA3IsReadWithItsPublicKey() throws GeneralSecurityException {
    var point =
        new ECPoint(
            number("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            number("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var spec = new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
    var pem = Keys.pem("PUBLIC KEY", KeyFactory.getInstance("EC").generatePublic(spec));

    assertReads(
        JwtKey.publicKey(JwtAlgorithm.ES256, pem),
        "eyJhbGciOiJFUzI1NiJ9",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
  }

  private static void assertReads(JwtKey key, String header, String signature) {
    var people = new Holders();
    people.put("joe", "joe", true);
    var config = JwtConfig.of(key).withNames(new JwtNames("iss", "", "")).withIssuer("joe");
    var clock = Tokens.at(EXPIRY.minusSeconds(1));
    var token = header + "." + CLAIMS + "." + signature;
    var outcome = new JwtAuthentication(config, people, clock).check(token);

    assertThat(outcome).isInstanceOf(JwtOutcome.Valid.class);
    var claims = ((JwtOutcome.Valid) outcome).claims();
    assertThat(claims.userId()).isEqualTo("joe");
    assertThat(claims.expires()).isEqualTo(EXPIRY);
    assertThat(claims.values()).containsEntry("http://example.com/is_root", true);
    assertThat(new JwtAuthentication(config, people, Tokens.at(EXPIRY)).check(token))
        .isEqualTo(new JwtOutcome.Expired(EXPIRY));
  }

  private static BigInteger number(String base64) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
  }
}

package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts can be the primary key of a user, and which none. */
final class IdTypeTest {

  @Test
  void numbersGoUpToWhatTheirColumnsHold() {
    assertThat(IdType.INT.value("2147483647")).contains(2147483647L);
    assertThat(IdType.INT.value("2147483648")).isEmpty();
    assertThat(IdType.BIGINT.value("9223372036854775807")).contains(Long.MAX_VALUE);
    assertThat(IdType.BIGINT.value("9223372036854775808")).isEmpty();
  }

  /** As other services number them, whose numbers some sites have as primary keys. */
  @Test
  void aBigNumberMayHaveNineteenDigits() {
    assertThat(IdType.BIGINT.value("1310000000000000001")).contains(1310000000000000001L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " 1", "1 ", "-1", "+1", "1.0", "1e3", "\u0661", "00000000000000000001"})
  void whatIsNoNumberIsNobodys(String text) {
    assertThat(IdType.INT.value(text)).isEmpty();
    assertThat(IdType.BIGINT.value(text)).isEmpty();
  }

  @Test
  void aUuidMayBeWrittenWithHyphensOrWithout() {
    var uuid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    assertThat(IdType.UUID.value("01234567-89AB-cdef-0123-456789abcdef")).contains(uuid);
    assertThat(IdType.UUID.value("0123456789abcdef0123456789abcdef")).contains(uuid);
    assertThat(IdType.UUID.value("01234567-89abcdef-0123-456789abcdef")).isEmpty();
  }
}

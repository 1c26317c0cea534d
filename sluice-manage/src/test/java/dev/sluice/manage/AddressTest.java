package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "8000,127.0.0.1:8000,http://127.0.0.1:8000/",
    "0.0.0.0:80,0.0.0.0:80,http://127.0.0.1:80/",
    "[::1]:9000,[0:0:0:0:0:0:0:1]:9000,http://[0:0:0:0:0:0:0:1]:9000/",
    "localhost:0,localhost:0,http://localhost:0/"
  })
  void anAddressIsAPortOrAHostAndAPort(String text, String displayed, String url) {
    var address = Address.parse(text);

    assertThat(Address.display(address)).isEqualTo(displayed);
    assertThat(Address.url(address)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1", "65536", ":80", "::1:80", "no host.example:80", "a:b"})
  void anythingElseIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
  }
}

package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames on the wire (RFC 6455, sections 5 to 7; transcript ws-protocol). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FramesTest {

  private final Server server =
      TestServers.start(
          TestServers.echo(),
          TestServers.config()
              .withWebSocket(
                  TestServers.LIMITS.withMaxFrameBytes(100_000).withMaxMessageBytes(150_000)));

  @AfterAll
  void stop() {
    server.close();
  }

  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  private static void endsWith(RawClient client, int code) {
    var frame = client.frame();
    assertThat(frame.opcode()).isEqualTo(8);
    assertThat(frame.code()).isEqualTo(code);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void theMaskedHelloOfTheRfc() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"));

      assertThat(client.frame()).isEqualTo(Frame.text("Hello"));
    }
  }

  @Test
  void thePingOfTheRfcIsAnsweredWithItsPayload() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(hex("89 85 37 fa 21 3d 7f 9f 4d 51 58"));

      assertThat(client.frame()).isEqualTo(new Frame(0x8a, Bytes.utf8("Hello")));
      client.send(hex("8a 85 37 fa 21 3d 7f 9f 4d 51 58"));
      client.text("still here");
      assertThat(client.frame().text()).isEqualTo("still here");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 256, 65535, 65536, 100_000})
  void aMessageOfAnyLength(int length) {
    try (var client = RawClient.openWebSocket(server)) {
      client.text("x".repeat(length));
      assertThat(client.frame().text()).hasSize(length);

      client.send(new Frame(0x82, Bytes.copyOf(new byte[length])).masked());
      assertThat(client.frame()).isEqualTo(new Frame(0x82, Bytes.copyOf(new byte[length])));
    }
  }

  @Test
  void aMessageInFragmentsWithAPingBetween() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x01, Bytes.utf8("one \u00e9".substring(0, 4))).masked());
      client.send(new Frame(0x00, Frame.bytes(0xc3)).masked());
      client.send(new Frame(0x89, Bytes.utf8("p")).masked());
      client.send(new Frame(0x00, Bytes.empty()).masked());
      client.send(new Frame(0x80, Frame.bytes(0xa9)).masked());

      assertThat(client.frame()).isEqualTo(new Frame(0x8a, Bytes.utf8("p")));
      assertThat(client.frame()).isEqualTo(Frame.text("one \u00e9"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 3000, 4999})
  void aCloseIsAnsweredWithItsCode(int code) {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(Frame.close(code).masked());

      endsWith(client, code);
    }
  }

  @Test
  void aCloseWithoutCodeIsAnsweredWithoutCode() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x88, Bytes.empty()).masked());

      assertThat(client.frame()).isEqualTo(new Frame(0x88, Bytes.empty()));
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535})
  void aCloseWithACodeThatNoneMaySendIsAProtocolError(int code) {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(Frame.close(code).masked());

      endsWith(client, 1002);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "not masked, 81 05 48 65 6c 6c 6f, 1002",
    "a reserved bit, c1 80 00 00 00 00, 1002",
    "opcode 3, 83 80 00 00 00 00, 1002",
    "opcode 11, 8b 80 00 00 00 00, 1002",
    "a continuation first, 80 80 00 00 00 00, 1002",
    "a text within a message, 01 80 00 00 00 00 81 80 00 00 00 00, 1002",
    "a ping in fragments, 09 80 00 00 00 00, 1002",
    "a ping of 126 bytes, 89 fe 00 7e 00 00 00 00, 1002",
    "a length of more bytes than needed, 81 fe 00 01 00 00 00 00 61, 1002",
    "a close of one byte, 88 81 00 00 00 00 03, 1002",
    "text that is not UTF-8, 81 82 00 00 00 00 ff fe, 1007",
    "half a character, 81 81 00 00 00 00 c3, 1007",
    "a surrogate in UTF-8, 81 83 00 00 00 00 ed a0 80, 1007",
    "a frame that is too long, 82 ff 00 00 00 00 00 10 00 00 00 00 00 00, 1009",
    "a frame of 2^63 bytes, 82 ff 80 00 00 00 00 00 00 00 00 00 00 00, 1002"
  })
  void aFrameThatBreaksARule(String rule, String bytes, int code) {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(hex(bytes));
      client.text("not read any more: " + rule);

      endsWith(client, code);
    }
  }

  @Test
  void theReplacementCharacterIsACharacterLikeAnyOther() {
    try (var client = RawClient.openWebSocket(server)) {
      client.text("\ufffd");

      assertThat(client.frame().text()).isEqualTo("\ufffd");
    }
  }

  @Test
  void fragmentsThatAreTooLongTogetherAreTooLong() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x02, Bytes.copyOf(new byte[100_000])).masked());
      client.send(new Frame(0x80, Bytes.copyOf(new byte[50_001])).masked());

      endsWith(client, 1009);
    }
  }

  @Test
  void theCloseFrameArrivesAlthoughTheClientIsStillSending() {
    try (var client = RawClient.openWebSocket(server)) {
      client.send(hex("82 ff 00 00 00 00 00 10 00 00 00 00 00 00"));
      client.send(new byte[32 * 0x100000]); // more than any buffer between us

      endsWith(client, 1009);
    }
  }
}

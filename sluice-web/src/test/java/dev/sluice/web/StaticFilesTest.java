package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {

  @TempDir Path outside;
  private Path folder;
  private UrlRouter router;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(outside.resolve("public"));
    Files.createDirectories(folder.resolve("sub/.git"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.writeString(folder.resolve("digits.txt"), "0123456789");
    Files.writeString(folder.resolve("sub/p\u00e4ge one.html"), "<p>");
    Files.writeString(folder.resolve("sub/.git/config"), "secret");
    Files.writeString(folder.resolve(".env"), "secret");
    Files.createSymbolicLink(folder.resolve("out.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("up"), outside);
    Files.createSymbolicLink(folder.resolve("in.txt"), folder.resolve("digits.txt"));
    Files.setLastModifiedTime(
        folder.resolve("digits.txt"), FileTime.from(Instant.parse("1994-11-06T08:49:37Z")));
    router = new UrlRouter().path("static/<path:file>", StaticFiles.of(folder));
  }

  @Test
  void aFileComesWithItsTypeLengthAndValidators() {
    var answer = to("digits.txt").exchange();

    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(field(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(field(answer, "Content-Length")).isEqualTo("10");
    assertThat(field(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(field(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(field(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(field(answer, "Last-Modified")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(to("sub/p%C3%A4ge%20one.html").exchange().text()).isEqualTo("<p>");
    assertThat(to("in.txt").exchange().text()).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "sub/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "..%5csecret.txt",
        "out.txt",
        "up/secret.txt",
        ".env",
        "sub/.git/config",
        "sub",
        "",
        "/digits.txt",
        "digits.txt/",
        "digits.txt%00",
        "digits.txt::$DATA",
        "nothing.txt",
      })
  void nothingElseIsServed(String file) {
    assertThat(to(file).exchange().status()).isEqualTo(404);
  }

  /** RFC 9110, sections 14.1.2 and 15.5.17. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes=0-4     | 206 | 01234      | bytes 0-4/10
          BYTES=3-3     | 206 | 3          | bytes 3-3/10
          bytes=5-      | 206 | 56789      | bytes 5-9/10
          bytes=-3      | 206 | 789        | bytes 7-9/10
          bytes=-30     | 206 | 0123456789 | bytes 0-9/10
          bytes=8-999   | 206 | 89         | bytes 8-9/10
          bytes=10-     | 416 | ''         | bytes */10
          bytes=-0      | 416 | ''         | bytes */10
          bytes=999999999999999999-999999999999999999 | 416 | '' | bytes */10
          bytes=5-4     | 200 | 0123456789 | ''
          bytes=-       | 200 | 0123456789 | ''
          bytes=a-b     | 200 | 0123456789 | ''
          bytes=0-1,3-4 | 200 | 0123456789 | ''
          lines=0-1     | 200 | 0123456789 | ''
          """)
  void aPartIsSentToWhoAsksForIt(String range, int status, String body, String told) {
    var answer = to("digits.txt").header("Range", range).exchange();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).isEqualTo(body);
    assertThat(field(answer, "Content-Range")).isEqualTo(told);
    assertThat(field(answer, "Content-Length")).isEqualTo(String.valueOf(body.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "TAG, 206",
    "W/TAG, 200",
    "\"other\", 200",
    "'Sun, 06 Nov 1994 08:49:37 GMT', 206",
    "'Sun, 06 Nov 1994 08:49:38 GMT', 200",
    "nonsense, 200",
  })
  void aPartOfSomethingElseIsNot(String condition, int status) {
    var tag = field(to("digits.txt").exchange(), "ETag");
    var answer =
        to("digits.txt")
            .header("Range", "bytes=0-1")
            .header("If-Range", condition.replace("TAG", tag))
            .exchange();

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void whoHasItIsToldSoUntilItChanges() throws IOException {
    var tag = field(to("digits.txt").exchange(), "ETag");
    assertThat(known(tag).status()).isEqualTo(304);
    assertThat(known(tag).body()).isEqualTo(Bytes.empty());

    Files.writeString(folder.resolve("digits.txt"), "9876543210");

    assertThat(known(tag).text()).isEqualTo("9876543210");
  }

  private HttpAnswer known(String tag) {
    return to("digits.txt").header("If-None-Match", tag).header("Range", "bytes=0-99").exchange();
  }

  @Test
  void headTellsTheLengthAndPostIsRefused() {
    var head = to("digits.txt").method("HEAD").header("Range", "bytes=0-1").exchange();

    assertThat(head.status()).isEqualTo(200);
    assertThat(field(head, "Content-Length")).isEqualTo("10");
    assertThat(head.body()).isEqualTo(Bytes.empty());
    assertThat(to("digits.txt").method("POST").exchange().status()).isEqualTo(405);
  }

  @Test
  void aLargeFileComesWhole() throws IOException {
    var bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("large.bin"), bytes);

    var answer = to("large.bin").exchange();
    var part = to("large.bin").header("Range", "bytes=100000-2000000").exchange();

    assertThat(answer.body()).isEqualTo(Bytes.copyOf(bytes));
    assertThat(field(answer, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(part.body()).isEqualTo(Bytes.copyOf(Arrays.copyOfRange(bytes, 100_000, 2_000_001)));
  }

  @Test
  void cachingIsTheSitesChoice() {
    var files = StaticFiles.of(folder).withCacheControl("public, max-age=60");
    var answer = HttpCommunicator.to(files.file("digits.txt")).exchange();

    assertThat(field(answer, "Cache-Control")).isEqualTo("public, max-age=60");
    assertThatThrownBy(() -> StaticFiles.of(folder).withCacheControl("a\r\nb: c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StaticFiles.of(folder.resolve("nothing")))
        .hasMessageContaining("no folder");
  }

  private HttpCommunicator to(String file) {
    return HttpCommunicator.to(router).path("/static/" + file);
  }

  private static String field(HttpAnswer answer, String name) {
    return answer.headers().first(name).orElse("");
  }
}

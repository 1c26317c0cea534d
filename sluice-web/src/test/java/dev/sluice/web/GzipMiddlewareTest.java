package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.Outbox;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed is what {@code java.util.zip} reads, and what Django would compress. */
final class GzipMiddlewareTest {

  private static final String LONG = "All work and no play. ".repeat(1000);
  private static final GzipMiddleware GZIP = new GzipMiddleware(new SecureRandom());

  @Test
  void aLongTextIsCompressed() {
    var answer = ask(Response.text(LONG).withHeader("ETag", "\"a\""), "gzip");

    assertThat(unzipped(answer)).isEqualTo(LONG);
    assertThat(answer.headers().first("Content-Encoding")).hasValue("gzip");
    assertThat(answer.headers().first("Vary")).hasValue("Accept-Encoding");
    assertThat(answer.headers().first("ETag")).hasValue("W/\"a\"");
    assertThat(answer.headers().all("Content-Length"))
        .containsExactly(String.valueOf(answer.body().size()));
    assertThat(answer.body().size()).isLessThan(LONG.length() / 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                    | true
          GZIP;q=0.5              | true
          deflate, gzip;q=1.0, *;q=0.5 | true
          *                       | true
          br, x-gzip              | true
          gzip;q=0                | false
          gzip;q=0.000, *         | false
          *;q=0                   | false
          identity, gzip;q=0.5    | false
          br                      | false
          gzip;q=nonsense         | false
          ''                      | false
          """)
  void theClientDecides(String accepts, boolean compressed) {
    var answer = ask(Response.text(LONG), accepts);

    assertThat(answer.headers().first("Content-Encoding").isPresent()).isEqualTo(compressed);
    assertThat(answer.headers().first("Vary")).hasValue("Accept-Encoding");
  }

  @Test
  void whatIsShortOrEncodedOrAPartStaysAsItIs() {
    var body = Bytes.utf8(LONG);
    for (var response :
        List.of(
            Response.text("a".repeat(199)),
            Response.status(204),
            Response.text(LONG).withHeader("Content-Encoding", "br"),
            Response.text(LONG).withHeader("Cache-Control", "private, no-transform"),
            new Response(206, Headers.of("Content-Range", "bytes 0-21999/22001"), body))) {
      var answer = ask(response, "gzip");

      assertThat(answer.body()).isEqualTo(response.body());
      assertThat(answer.headers().first("Content-Encoding"))
          .isEqualTo(response.headers().first("Content-Encoding"));
    }
    assertThat(ask(Response.text("a".repeat(200)), "gzip").body().size()).isLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"206, gzip", "206, br", "304, gzip", "304, br"})
  void aPartAndANotModifiedVaryAsTheWholeDoes(int status, String accepts) {
    var answer = ask(Response.status(status).withHeader("ETag", "\"a\""), accepts);

    assertThat(answer.headers().first("Vary")).hasValue("Accept-Encoding");
  }

  @Test
  void whatWouldNotBecomeShorterStaysAsItIs() {
    var noise = new byte[1000];
    new Random(1).nextBytes(noise);

    var answer = ask(Response.bytes("application/x-noise", Bytes.copyOf(noise)), "gzip");

    assertThat(answer.body()).isEqualTo(Bytes.copyOf(noise));
    assertThat(answer.headers().first("Vary")).hasValue("Accept-Encoding");
  }

  @Test
  void eachPieceOfAStreamCanBeReadWhenItHasCome() throws IOException {
    var pieces = new ArrayList<Bytes>();
    Application stream =
        EventStream.application(
            events -> {
              events.send("one");
              events.send("two");
            });
    var answer =
        HttpCommunicator.to(watching(pieces, GZIP.wrap(stream)))
            .header("Accept-Encoding", "gzip")
            .exchange();

    assertThat(answer.headers().first("Content-Length")).isEmpty();
    assertThat(unzipped(answer)).isEqualTo("data: one\n\ndata: two\n\n");
    var first = Bytes.join(pieces.subList(0, 2)).asInputStream();
    try (var unzipping = new GZIPInputStream(first)) {
      assertThat(unzipping.readNBytes(11)).asString().isEqualTo("data: one\n\n");
    }
  }

  /** A server ends what an application leaves open; what is compressed has an end of its own. */
  @Test
  void whatItsApplicationLeavesOpenIsEnded() {
    Application open =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          outbox.send(new HttpCommand.Body(Bytes.utf8(LONG), true));
        };
    Application empty = (_, _, outbox) -> outbox.send(new HttpCommand.Start(200, Headers.none()));

    var answer = HttpCommunicator.to(GZIP.wrap(open)).header("Accept-Encoding", "gzip").exchange();

    assertThat(unzipped(answer)).isEqualTo(LONG);
    assertThat(
            HttpCommunicator.to(GZIP.wrap(empty))
                .header("Accept-Encoding", "gzip")
                .exchange()
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "video/mp4", "application/zip", "font/woff2"})
  void aStreamThatIsCompressedAlreadyStaysAsItIs(String type) {
    var application =
        Exchange.application(
            exchange -> {
              exchange.start(200, Headers.of("Content-Type", type).with("Content-Length", "22000"));
              exchange.write(LONG);
            });
    var answer =
        HttpCommunicator.to(GZIP.wrap(application)).header("Accept-Encoding", "gzip").exchange();

    assertThat(answer.text()).isEqualTo(LONG);
    assertThat(answer.headers().first("Content-Length")).hasValue("22000");
  }

  @Test
  void headTellsWhatGetTellsButTheLength() {
    var head =
        HttpCommunicator.to(GZIP.wrap(View.application(_ -> Response.text(LONG))))
            .method("HEAD")
            .header("Accept-Encoding", "gzip")
            .exchange();

    assertThat(head.headers().first("Content-Encoding")).hasValue("gzip");
    assertThat(head.headers().first("Content-Length")).isEmpty();
    assertThat(head.body()).isEqualTo(Bytes.empty());
  }

  @Test
  void theSizeOfTheSameTextIsNotTheSame() {
    var sizes =
        IntStream.range(0, 50).map(_ -> ask(Response.text(LONG), "gzip").body().size()).distinct();

    assertThat(sizes.count()).isGreaterThan(5);
  }

  @Test
  void aLargeStreamComesOutAsItWentIn() {
    var random = new Random(2);
    var whole = new ArrayList<Bytes>();
    for (var i = 0; i < 60; i++) {
      var piece = new byte[random.nextInt(40_000)];
      random.nextBytes(piece);
      whole.add(Bytes.copyOf(piece));
      whole.add(Bytes.utf8(LONG.substring(0, random.nextInt(LONG.length()))));
    }
    var application =
        Exchange.application(
            exchange -> {
              exchange.start(200, Headers.none());
              whole.forEach(exchange::write);
            });
    var answer =
        HttpCommunicator.to(GZIP.wrap(application)).header("Accept-Encoding", "gzip").exchange();

    assertThat(bytes(answer)).isEqualTo(Bytes.join(whole).toArray());
  }

  private static HttpAnswer ask(Response response, String accepts) {
    return HttpCommunicator.to(GZIP.wrap(View.application(_ -> response)))
        .header("Accept-Encoding", accepts)
        .exchange();
  }

  private static Application watching(List<Bytes> pieces, Application inner) {
    return (scope, inbox, outbox) -> {
      Outbox watched =
          command -> {
            if (command instanceof HttpCommand.Body(Bytes bytes, _)) {
              pieces.add(bytes);
            }
            outbox.send(command);
          };
      inner.serve(scope, inbox, watched);
    };
  }

  private static String unzipped(HttpAnswer answer) {
    return new String(bytes(answer), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(HttpAnswer answer) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body().toArray()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.sluice.examples.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.ChannelEvent;
import dev.sluice.Inbox;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.examples.streams.Streams.News;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide's page about HTTP and events says. */
final class StreamsTest {

  private record Mailbox(Inbox inbox) {}

  private static final Attribute<Mailbox> MAILBOX = Attribute.of("mailbox", Mailbox.class);

  @TempDir Path files;
  @TempDir Path uploads;
  private Application site;

  @BeforeEach
  void build() throws IOException {
    Files.writeString(files.resolve("notes.txt"), "0123456789");
    Middleware mailboxes =
        inner ->
            (scope, inbox, outbox) ->
                inner.serve(scope.with(MAILBOX, new Mailbox(inbox)), inbox, outbox);
    site = mailboxes.wrap(new Streams(StreamsTest::join, files, uploads).site());
  }

  /** Whoever joins hears of two things at once. */
  private static void join(Scope scope) {
    var inbox = scope.get(MAILBOX).inbox();
    assertThat(inbox.post(new ChannelEvent(new News(1, "rain")))).isTrue();
    assertThat(inbox.post(new ChannelEvent(new News(2, "sun")))).isTrue();
  }

  @Test
  void aPollBringsOneMessage() {
    assertThat(HttpCommunicator.to(site).path("/poll/").exchange().text())
        .isEqualTo("{\"number\":1,\"text\":\"rain\"}");
  }

  @Test
  void oneHandlerTalksOverWhateverThereIs() {
    try (var socket = WebSocketCommunicator.to(site).path("/talk/").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("rain");
      assertThat(socket.receiveText()).isEqualTo("sun");
      socket.send("hello");
      assertThat(socket.receiveText()).isEqualTo("you said hello");
    }
    assertThat(HttpCommunicator.to(site).path("/talk/").exchange().text())
        .isEqualTo("[{\"data\":\"rain\",\"id\":\"1\"},{\"data\":\"sun\",\"id\":\"2\"}]");
    assertThat(HttpCommunicator.to(site).path("/talk/").method("POST").body("hi").exchange().text())
        .startsWith("[{\"data\":\"you said hi\"}");
  }

  @Test
  void uploadsAreKept() throws IOException {
    var answer =
        HttpCommunicator.to(site)
            .path("/upload/")
            .method("POST")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .body(
                "--b\r\nContent-Disposition: form-data; name=photo; filename=a.png\r\n\r\n12345\r\n--b--\r\n")
            .exchange();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo("5 bytes\n");
    try (var kept = Files.list(uploads)) {
      assertThat(kept).singleElement().satisfies(it -> assertThat(it).hasContent("12345"));
    }
  }

  @Test
  void filesComeInPartsAndReportsOnce() {
    var part = HttpCommunicator.to(site).path("/files/notes.txt").header("Range", "bytes=-3");
    var report = HttpCommunicator.to(site).path("/report/");
    var tag = report.exchange().headers().first("ETag").orElseThrow();

    assertThat(part.exchange().text()).isEqualTo("789");
    assertThat(report.header("If-None-Match", tag).exchange().status()).isEqualTo(304);
  }

  @Test
  void aLongAnswerIsCompressedWhileItIsMade() {
    var lines = HttpCommunicator.to(site).path("/lines/");

    assertThat(lines.exchange().text()).hasLineCount(100_000);
    assertThat(lines.header("Accept-Encoding", "gzip").exchange().body().size())
        .isLessThan(600_000);
  }
}

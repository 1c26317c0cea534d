package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written to disk while they come. */
final class UploadTest {

  private static final String TYPE = "multipart/form-data; boundary=AaB03x";

  @TempDir Path folder;
  @TempDir Path kept;

  /** The example of RFC 7578's forerunner, RFC 2388, with fields of both kinds. */
  @Test
  void fieldsAndFilesAreToldApart() {
    var body =
        """
        --AaB03x
        Content-Disposition: form-data; name="user"

        Jo\u00c3\u00a3o
        --AaB03x
        Content-Disposition: form-data; name="files"; filename="C:\\folder\\file1.txt"
        Content-Type: text/plain

        ... contents of file1.txt ...
        --AaB03x
        Content-Disposition: form-data; name="files"; filename="../../etc/passwd"

        evil
        --AaB03x--
        """
            .replace("\n", "\r\n");

    var answer = post(Bytes.copyOf(body.getBytes(ISO_8859_1)));

    assertThat(answer.text())
        .isEqualTo(
            "user=Jo\u00e3o\nfiles file1.txt text/plain 29 ... contents of file1.txt ...\nfiles passwd  4 evil\n");
    assertThat(folder).isEmptyDirectory();
  }

  /** 255 letters are what file systems take; Django has 1024 bytes for the head of a part. */
  @Test
  void aFileMayHaveALongNameInAnyScript() {
    var longest = "\u6587".repeat(255);

    assertThat(post(named(longest)).text()).startsWith("files " + longest);
    assertThat(post(named(longest.repeat(2))).status()).isEqualTo(400);
    assertThat(folder).isEmptyDirectory();
  }

  private static Bytes named(String fileName) {
    return Bytes.utf8(
        "--AaB03x\r\nContent-Disposition: form-data; name=files; filename=\"%s\"\r\n\r\nx\r\n--AaB03x--\r\n"
            .formatted(fileName));
  }

  @Test
  void aLargeFileInManyPiecesIsWholeAndMayBeKept() throws IOException {
    var content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    var head =
        "--AaB03x\r\nContent-Disposition: form-data; name=f; filename=a.bin\r\n\r\n"
            .getBytes(ISO_8859_1);
    var pieces = new Bytes[52];
    pieces[0] = Bytes.copyOf(head);
    for (var i = 0; i < 50; i++) {
      pieces[i + 1] = Bytes.copyOf(Arrays.copyOfRange(content, i * 100_000, (i + 1) * 100_000));
    }
    pieces[51] = Bytes.utf8("\r\n--AaB03x--\r\n");
    var application =
        Exchange.application(
            exchange -> {
              try (var upload = Upload.read(exchange, folder)) {
                Files.move(upload.file("f").orElseThrow().path(), kept.resolve("a.bin"));
                exchange.respond(Response.status(204));
              }
            });

    var answer =
        HttpCommunicator.to(application)
            .method("POST")
            .header("Content-Type", TYPE)
            .body(pieces)
            .exchange();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(Files.readAllBytes(kept.resolve("a.bin"))).isEqualTo(content);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsCutOffIsRefusedAndLeavesNothingBehind() {
    var cut = "--AaB03x\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nhalf";

    assertThat(post(Bytes.utf8(cut)).status()).isEqualTo(400);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aClientThatLeavesLeavesNothingBehind() {
    HttpCommunicator.to(Exchange.application(this::answer))
        .method("POST")
        .header("Content-Type", TYPE)
        .body("--AaB03x\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nhalf")
        .abandon();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFieldHasALimitAndAFileHasNone() {
    var part = "--AaB03x\r\nContent-Disposition: form-data; name=f%s\r\n\r\n%s\r\n--AaB03x--\r\n";
    var long3 = "x".repeat(3_000_000);

    assertThat(post(Bytes.utf8(part.formatted("", long3))).status()).isEqualTo(400);
    assertThat(post(Bytes.utf8(part.formatted("; filename=a", long3))).text())
        .startsWith("f a  3000000");
  }

  @Test
  void anotherTypeIsRefused() {
    var answer =
        HttpCommunicator.to(Exchange.application(this::answer))
            .method("POST")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("a=1")
            .exchange();

    assertThat(answer.status()).isEqualTo(415);
  }

  private HttpAnswer post(Bytes body) {
    return HttpCommunicator.to(Exchange.application(this::answer))
        .method("POST")
        .header("Content-Type", TYPE)
        .body(body)
        .exchange();
  }

  private void answer(Exchange exchange) throws IOException {
    try (var upload = Upload.read(exchange, folder)) {
      var text = new StringBuilder();
      upload.fields().forEach(it -> text.append(it.name() + "=" + it.value() + "\n"));
      for (var file : upload.files()) {
        var content = Files.readString(file.path());
        text.append(
            "%s %s %s %d %s\n"
                .formatted(
                    file.field(), file.fileName(), file.contentType(), file.size(), content));
      }
      exchange.respond(Response.text(text.toString()));
    }
  }
}

package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {

  private static final Assets ASSETS = Assets.of(AssetsTest.class, "site");
  private static final UrlRouter ROUTER =
      new UrlRouter().view("", ASSETS.file("index.html")).view("static/<path:file>", ASSETS);

  /** {@code printf 'let x = 1;\n' | openssl dgst -sha256 -binary | basenc --base64url}. */
  private static final String TAG = "\"TC5qiXi-YIZFqnpHMqZt_5lrJKb1vhcDsvqKLBsZi6o\"";

  @Test
  void aFileComesWithItsTypeAndTag() {
    var answer = to("/static/scripts/main.js").exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("let x = 1;\n");
    assertThat(field(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(field(answer, "ETag")).isEqualTo(TAG);
    assertThat(field(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(field(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(to("/").exchange().text()).isEqualTo("hello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"x\", TAG", "*"})
  void aClientThatHasItIsToldSo(String known) {
    var answer =
        to("/static/scripts/main.js").header("If-None-Match", known.replace("TAG", TAG)).exchange();

    assertThat(answer.status()).isEqualTo(304);
    assertThat(field(answer, "ETag")).isEqualTo(TAG);
    assertThat(answer.body()).isEqualTo(Bytes.empty());
  }

  @Test
  void aClientThatHasAnotherGetsThisOne() {
    assertThat(to("/static/index.html").header("If-None-Match", TAG).exchange().status())
        .isEqualTo(200);
  }

  @Test
  void headAndOtherMethodsAreAnswered() {
    var head = to("/static/index.html").method("HEAD").exchange();

    assertThat(head.body()).isEqualTo(Bytes.empty());
    assertThat(field(head, "Content-Length")).isEqualTo("6");
    assertThat(to("/static/index.html").method("POST").exchange().status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.txt",
        "../outside.txt",
        "scripts/../../outside.txt",
        "%2e%2e/outside.txt",
        "..%2foutside.txt",
        "..%5coutside.txt",
        "./index.html",
        "scripts//main.js",
        "/index.html",
        "index.html/",
        ".hidden.txt",
        "config.toml",
        "scripts",
        "folder.css",
        "index.html%00.txt",
        "%252e%252e/outside.txt",
      })
  void nothingElseIsServed(String file) {
    assertThat(to("/static/" + file).exchange().status()).isEqualTo(404);
  }

  /** What a jar's files are found by. */
  static final class Anchor {}

  @Test
  void filesInAJarAreServedAndItsFoldersAreNot(@TempDir Path folder) throws Exception {
    var jar = folder.resolve("site.jar");
    try (var anchor = Anchor.class.getResourceAsStream("AssetsTest$Anchor.class");
        var entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("dev/sluice/web/AssetsTest$Anchor.class"));
      entries.write(Objects.requireNonNull(anchor).readAllBytes());
      entries.putNextEntry(new JarEntry("pages/folder.css/"));
      entries.putNextEntry(new JarEntry("pages/index.html"));
      entries.write("from a jar".getBytes(StandardCharsets.UTF_8));
    }
    var platform = ClassLoader.getPlatformClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, platform)) {
      var assets = Assets.of(loader.loadClass(Anchor.class.getName()), "/pages");
      var router = new UrlRouter().view("<path:file>", assets);

      var page = HttpCommunicator.to(router).path("/index.html").exchange();
      var list = HttpCommunicator.to(router).path("/folder.css").exchange();

      assertThat(page.text()).isEqualTo("from a jar");
      assertThat(list.status()).isEqualTo(404);
    }
  }

  private static HttpCommunicator to(String path) {
    return HttpCommunicator.to(ROUTER).path(path);
  }

  private static String field(HttpAnswer answer, String name) {
    return answer.headers().first(name).orElse("");
  }
}

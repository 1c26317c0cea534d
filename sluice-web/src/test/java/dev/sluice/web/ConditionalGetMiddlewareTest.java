package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.Middleware;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole site answers 304 to those who have its answers, when Django's middleware does. */
final class ConditionalGetMiddlewareTest {

  private static final String CHANGED = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final List<List<String>> FIELDS =
      List.of(
          List.of("X-None", "1"),
          List.of("If-None-Match", "\"a\""),
          List.of("If-None-Match", "W/\"a\""),
          List.of("If-None-Match", "\"b\", W/\"a\""),
          List.of("If-None-Match", "\"b\""),
          List.of("If-None-Match", "*"),
          List.of("If-Match", "\"a\""),
          List.of("If-Match", "\"b\""),
          List.of("If-Match", "W/\"a\""),
          List.of("If-Match", "*"),
          List.of("If-Modified-Since", CHANGED),
          List.of("If-Modified-Since", BEFORE),
          List.of("If-Modified-Since", "yesterday"),
          List.of("If-Unmodified-Since", CHANGED),
          List.of("If-Unmodified-Since", BEFORE));

  private static final List<Map<String, String>> TOLD =
      List.of(
          Map.of(),
          Map.of("ETag", "\"a\""),
          Map.of("ETag", "W/\"a\""),
          Map.of("Last-Modified", CHANGED),
          Map.of("ETag", "\"a\"", "Last-Modified", CHANGED));

  private static final Middleware SITE = new ConditionalGetMiddleware();

  private record Question(
      String method,
      String field,
      String value,
      Map<String, String> told,
      boolean stream,
      int status) {

    /**
     * Where Django lets a time decide that nobody told, which a recipient must ignore (RFC 9110,
     * section 13.1.4), or takes {@code *} for no match where there is no tag, although it matches
     * whatever there is (sections 13.1.1 and 13.1.2).
     */
    boolean isAgainstTheStandard() {
      return (field.equals("If-Unmodified-Since") && !told.containsKey("Last-Modified"))
          || (value.equals("*") && stream && !told.containsKey("ETag"));
    }
  }

  @Test
  void decidesAsDjangoDoes() {
    var questions = questions();

    var django = DjangoScript.ask("/django/conditions.py", questions);

    for (var i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      var answer = answer(question);
      assertThat(answer.status())
          .as(question.toString())
          .isEqualTo(django.get(i).get("status").asInt());
      assertThat(answer.status() == 412 || answer.headers().first("ETag").isPresent())
          .as(question.toString())
          .isEqualTo(answer.status() == 412 || django.get(i).get("etag").asBoolean());
    }
  }

  private static List<Question> questions() {
    var questions = new ArrayList<Question>();
    for (var field : FIELDS) {
      for (var told : TOLD) {
        for (var stream : List.of(true, false)) {
          questions.add(new Question("GET", field.get(0), field.get(1), told, stream, 200));
        }
        questions.add(new Question("POST", field.get(0), field.get(1), told, false, 200));
      }
    }
    questions.add(new Question("GET", "If-None-Match", "*", Map.of("ETag", "\"a\""), false, 404));
    questions.removeIf(Question::isAgainstTheStandard);
    return questions;
  }

  private static HttpAnswer answer(Question question) {
    var headers = new ArrayList<Headers.Field>();
    question.told().forEach((name, value) -> headers.add(new Headers.Field(name, value)));
    var told = Headers.of(headers);
    var application =
        Exchange.application(
            exchange -> {
              if (question.stream()) {
                exchange.start(question.status(), told);
                exchange.write("content");
                exchange.write("content");
              } else {
                exchange.respond(new Response(question.status(), told, Bytes.utf8("content")));
              }
            });
    return HttpCommunicator.to(SITE.wrap(application))
        .method(question.method())
        .header(question.field(), question.value())
        .exchange();
  }

  @Test
  void anyAnswerGetsATagAndIsNotSentTwice() {
    var site = SITE.wrap(View.application(_ -> Response.text("content").withHeader("Vary", "A")));
    var tag = HttpCommunicator.to(site).exchange().headers().first("ETag").orElseThrow();

    var again = HttpCommunicator.to(site).header("If-None-Match", tag).exchange();

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEqualTo(Bytes.empty());
    assertThat(again.headers()).isEqualTo(Headers.of("Vary", "A").with("ETag", tag));
  }

  @Test
  void secretsAndSocketsAreLeftAlone() {
    var secret = View.application(_ -> Response.text("a").withHeader("Cache-Control", "no-store"));

    assertThat(HttpCommunicator.to(SITE.wrap(secret)).exchange().headers().first("ETag")).isEmpty();
    assertThat(Served.by(SITE.wrap(Served.OK), Scopes.webSocket(Headers.none())).status())
        .isEqualTo(101);
  }

  @Test
  void aTagThatIsNoneHarmsNobody() {
    var site = SITE.wrap(View.application(_ -> Response.text("a").withHeader("ETag", "mine")));

    var answer = HttpCommunicator.to(site).header("If-None-Match", "*").exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("ETag")).hasValue("mine");
  }

  @Test
  void aStreamIsNotHeldBack() {
    Application waiting =
        (_, inbox, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          inbox.receive();
          inbox.receive();
        };
    try (var stream = HttpCommunicator.to(SITE.wrap(waiting)).open()) {
      stream.expectStart(200);
      stream.leave();
    }
    var events = EventStream.application(stream -> stream.send("one"));
    assertThat(HttpCommunicator.to(SITE.wrap(events)).exchange().text()).isEqualTo("data: one\n\n");
  }

  @Test
  void whoeverSaysNoBehindAHeadThatIsHeldIsHeard() {
    Application denying =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          throw new DenyException(403, "no");
        };
    Application leaving = (_, _, outbox) -> outbox.send(new HttpCommand.Start(200, Headers.none()));

    assertThat(HttpCommunicator.to(SITE.wrap(denying)).exchange().status()).isEqualTo(403);
    assertThat(Served.by(SITE.wrap(leaving), Scopes.get(Headers.none())).status()).isEqualTo(200);
  }

  @Test
  void filesAndCompressionGoWithIt(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.txt"), "All work and no play. ".repeat(100));
    var files = SITE.wrap(StaticFiles.of(folder).file("a.txt"));
    var site = new GzipMiddleware(new SecureRandom()).wrap(files);
    var first = HttpCommunicator.to(site).header("Accept-Encoding", "gzip").exchange();
    var tag = first.headers().first("ETag").orElseThrow();

    assertThat(tag).startsWith("W/");
    assertThat(HttpCommunicator.to(site).header("If-None-Match", tag).exchange().status())
        .isEqualTo(304);
    assertThat(HttpCommunicator.to(site).header("Range", "bytes=0-9").exchange().text())
        .isEqualTo("All work a");
  }
}

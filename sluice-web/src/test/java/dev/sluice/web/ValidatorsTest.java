package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests (RFC 9110, section 13). */
final class ValidatorsTest {

  private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.5Z");

  private final AtomicInteger runs = new AtomicInteger();

  /** The first rows are those of the tables in RFC 9110, sections 8.8.3.2 and 13.2.2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | "1"    | If-None-Match: "1"                     | 304
          GET  | W/"1"  | If-None-Match: W/"1"                   | 304
          GET  | W/"1"  | If-None-Match: W/"2"                   | 200
          GET  | W/"1"  | If-None-Match: "1"                     | 304
          GET  | "1"    | If-None-Match: "a,b", W/"1", "c"       | 304
          HEAD | "1"    | If-None-Match: *                       | 304
          GET  | "a,b"  | If-None-Match: "a", "b"                | 200
          PUT  | "1"    | If-None-Match: *                       | 412
          PUT  | "1"    | If-Match: "1"                          | 200
          PUT  | "1"    | If-Match: "2", "1"                     | 200
          PUT  | "1"    | If-Match: *                            | 200
          PUT  | "1"    | If-Match: "2"                          | 412
          PUT  | W/"1"  | If-Match: W/"1"                        | 412
          PUT  | W/"1"  | If-Match: *                            | 200
          PUT  | ''     | If-Match: *                            | 200
          PUT  | ''     | If-Match: "1"                          | 412
          PUT  | "1"    | If-Match: W/"1"                        | 412
          GET  | "1"    | If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT   | 304
          GET  | "1"    | If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT  | 304
          GET  | "1"    | If-Modified-Since: Sun Nov  6 08:49:37 1994        | 304
          GET  | "1"    | If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT   | 200
          GET  | "1"    | If-Modified-Since: yesterday           | 200
          PUT  | "1"    | If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT   | 200
          PUT  | "1"    | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT | 200
          PUT  | "1"    | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT | 412
          PUT  | "1"    | If-Unmodified-Since: yesterday         | 200
          """)
  void aConditionIsChecked(String method, String tag, String field, int status) {
    var colon = field.indexOf(": ");
    var answer =
        HttpCommunicator.to(View.application(known(new Validators(tag, Optional.of(CHANGED)))))
            .method(method)
            .header(field.substring(0, colon), field.substring(colon + 2))
            .exchange();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(runs).hasValue(status == 200 ? 1 : 0);
  }

  /** RFC 9110, section 13.2.2: an entity tag is asked first, and a date then counts for nothing. */
  @Test
  void theTagCountsBeforeTheDate() {
    var validators = Validators.tag("1").withLastModified(CHANGED);
    var answer =
        HttpCommunicator.to(View.application(known(validators)))
            .header("If-None-Match", "\"2\"")
            .header("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")
            .exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("ETag")).hasValue("\"1\"");
    assertThat(answer.headers().first("Last-Modified")).hasValue("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  private View known(Validators validators) {
    return ConditionalView.of(
        _ -> Optional.of(validators),
        _ -> {
          runs.incrementAndGet();
          return Response.text("content");
        });
  }

  @Test
  void aWholeAnswerIsItsOwnTag() {
    var view =
        ConditionalView.of(
            _ -> Response.text("content").withHeader("Vary", "Cookie").withHeader("X-A", "1"));
    var first = HttpCommunicator.to(View.application(view)).exchange();
    var tag = first.headers().first("ETag").orElseThrow();

    var again = HttpCommunicator.to(View.application(view)).header("If-None-Match", tag).exchange();

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.headers().first("ETag")).hasValue(tag);
    assertThat(again.headers().first("Vary")).hasValue("Cookie");
    assertThat(again.headers().first("X-A")).isEmpty();
    assertThat(again.headers().first("Content-Type")).isEmpty();
    assertThat(head(view).headers().first("ETag")).hasValue(tag);
  }

  @Test
  void whatIsNotThereMatchesNoCondition() {
    var gone = ConditionalView.of(_ -> Optional.empty(), _ -> Response.text("made anew"));

    for (var tag : new String[] {"\"1\"", "*"}) {
      assertThat(put(gone).header("If-Match", tag).exchange().status()).isEqualTo(412);
      assertThat(put(gone).header("If-None-Match", tag).exchange().status()).isEqualTo(200);
    }
    assertThat(put(gone).exchange().status()).isEqualTo(200);
  }

  private static HttpCommunicator put(View view) {
    return HttpCommunicator.to(View.application(view)).method("PUT");
  }

  private static HttpAnswer head(View view) {
    return HttpCommunicator.to(View.application(view)).method("HEAD").exchange();
  }

  @Test
  void whatIsNotToBeStoredAndWhatFailedGetsNoTag() {
    var secret =
        ConditionalView.of(_ -> Response.text("a").withHeader("Cache-Control", "no-store"));
    var missing = ConditionalView.of(_ -> Response.text("a").withStatus(404));

    assertThat(HttpCommunicator.to(View.application(secret)).exchange().headers().first("ETag"))
        .isEmpty();
    assertThat(HttpCommunicator.to(View.application(missing)).exchange().headers().first("ETag"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"a", "\"a\" ", "\"a b\"", "w/\"a\"", "\"a\"b\""})
  void aTagIsInQuotes(String tag) {
    assertThatThrownBy(() -> new Validators(tag, Optional.empty()))
        .hasMessageContaining("double quotes");
  }
}

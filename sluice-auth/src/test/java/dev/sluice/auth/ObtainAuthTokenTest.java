package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios login-* of the transcript http, and Django REST framework's own answers. */
final class ObtainAuthTokenTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String REFUSAL =
      "{\"non_field_errors\":[\"Unable to log in with provided credentials.\"]}";
  private static final String NOT_FOUND =
      "{\"user_not_found\":\"There is no user with this username and password !\"}";

  private final Site site = Site.withAnnAndBen();
  private final ObtainAuthToken view =
      new ObtainAuthToken(site.authentication(), user -> "token-of-" + user.username());

  ObtainAuthTokenTest() {
    site.people().put("3", "sleepy", "plain$zzz", false);
  }

  /** Scenarios login-ok, login-repeated-fields, login-json-body (where the tutorial fails). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/x-www-form-urlencoded | username=ann&password=anns",
        "application/x-www-form-urlencoded; charset=UTF-8 | username=ann&password=anns",
        "application/x-www-form-urlencoded | username=nobody&username=ann&password=anns",
        "application/x-www-form-urlencoded | username=+ann+&password=anns",
        "application/json | {\"username\": \"ann\", \"password\": \"anns\", \"more\": [1]}",
        "Application/JSON;charset=utf-8 | {\"username\":\"ann\",\"password\":\"anns\"}",
      })
  void theRightPasswordGetsTheToken(String type, String body) {
    var answer = post(view, type, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).contains("application/json");
    assertThat(answer.text()).isEqualTo("{\"token\":\"token-of-ann\"}");
  }

  /** Scenario login-multipart. */
  @Test
  void aMultipartFormDoesAsWell() {
    var body =
        """
        --XX
        Content-Disposition: form-data; name="username"

        ann
        --XX
        Content-Disposition: form-data; name="password"

        anns
        --XX--
        """
            .replace("\n", "\r\n");

    assertThat(post(view, "multipart/form-data; boundary=XX", body).text())
        .isEqualTo("{\"token\":\"token-of-ann\"}");
  }

  /** Scenarios login-bad-password, login-unknown-user, login-inactive-user, login-not-utf8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "username=ann&password=wrong",
        "username=nobody&password=anns",
        "username=sleepy&password=zzz",
        "username=ann&password=+anns",
        "username=%FF%FE&password=x",
        "username=ANN&password=anns"
      })
  void whoeverIsWrongGetsTheSameAnswerAtTheSameCost(String body) {
    var answer = post(view, FORM, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(REFUSAL);
    assertThat(site.hasher().hashes()).isEqualTo(1);
  }

  @Test
  void anEndlessNameIsNobodys() {
    var body = "username=" + "a".repeat(100_000) + "&password=x";

    assertThat(post(view, FORM, body).text()).isEqualTo(REFUSAL);
  }

  /** Scenarios login-missing-password, login-missing-username, login-empty-body, login-nul. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "username=ann | {\"password\":[\"This field is required.\"]}",
        "password=x | {\"username\":[\"This field is required.\"]}",
        "username=&password= | {\"username\":[\"This field may not be blank.\"],\"password\":[\"This field may not be blank.\"]}",
        "username=+&password=x | {\"username\":[\"This field may not be blank.\"]}",
        "username=a%00b&password=x | {\"username\":[\"Null characters are not allowed.\"]}",
        "`` | {\"username\":[\"This field is required.\"],\"password\":[\"This field is required.\"]}",
      })
  void aFieldThatIsMissingOrBadIsNamed(String body, String expected) {
    var answer = post(view, FORM, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(expected);
    assertThat(site.hasher().hashes()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"username\":null,\"password\":true} | {\"username\":[\"This field may not be null.\"],\"password\":[\"Not a valid string.\"]}",
        "{\"username\":[],\"password\":{}} | {\"username\":[\"Not a valid string.\"],\"password\":[\"Not a valid string.\"]}",
        "{\"username\":\"\\ud83d\",\"password\":\"x\"} | {\"username\":[\"Surrogate characters are not allowed.\"]}",
        "[1] | {\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got list.\"]}",
        "\"ann\" | {\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got str.\"]}",
        "5 | {\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got int.\"]}",
        "null | {\"non_field_errors\":[\"No data provided\"]}",
        "{\"username\":7,\"password\":1.5} | {\"non_field_errors\":[\"Unable to log in with provided credentials.\"]}",
      })
  void jsonOfAnotherShapeIsExplained(String body, String expected) {
    var answer = post(view, "application/json", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo(expected);
  }

  /** Scenario login-malformed-json. */
  @ParameterizedTest
  @ValueSource(strings = {"{", "", "nope", "{\"username\":\"ann\"}}"})
  void brokenJsonIsABadRequest(String body) {
    var answer = post(view, "application/json", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).startsWith("{\"detail\":\"JSON parse error - ");
  }

  /** Scenario login-multipart-without-boundary. */
  @Test
  void aFormThatCannotBeReadIsABadRequest() {
    var answer = post(view, "multipart/form-data", "--XX--");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).startsWith("{\"detail\":\"");
  }

  /** Scenarios login-text-plain, login-no-content-type. */
  @Test
  void anotherMediaTypeIsUnsupported() {
    var plain = post(view, "text/plain", "username=ann&password=anns");
    var none =
        HttpCommunicator.to(View.application(view)).method("POST").body("username=ann").exchange();

    assertThat(plain.status()).isEqualTo(415);
    assertThat(plain.text())
        .isEqualTo("{\"detail\":\"Unsupported media type \\\"text/plain\\\" in request.\"}");
    assertThat(none.status()).isEqualTo(415);
    assertThat(none.text())
        .isEqualTo("{\"detail\":\"Unsupported media type \\\"\\\" in request.\"}");
  }

  /** Scenarios login-get, login-put. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void otherMethodsAreNotAllowed(String method) {
    var answer = HttpCommunicator.to(View.application(view)).method(method).exchange();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().first("Allow")).contains("POST, OPTIONS");
    assertThat(answer.text())
        .isEqualTo("{\"detail\":\"Method \\\"" + method + "\\\" not allowed.\"}");
  }

  /** Scenarios login-head, login-options. */
  @Test
  void theMethodsAreToldWhenAsked() {
    var options = HttpCommunicator.to(View.application(view)).method("OPTIONS").exchange();
    var head = HttpCommunicator.to(View.application(view)).method("HEAD").exchange();

    assertThat(options.status()).isEqualTo(200);
    assertThat(options.headers().first("Allow")).contains("POST, OPTIONS");
    assertThat(head.status()).isEqualTo(405);
    assertThat(head.text()).isEmpty();
  }

  /** Scenario login-fields-in-query. */
  @Test
  void fieldsInTheQueryDoNotCount() {
    var answer =
        HttpCommunicator.to(View.application(view))
            .method("POST")
            .path("/?username=ann&password=anns")
            .header("Content-Type", FORM)
            .exchange();

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"username=ann&password=wrong", "username=ann", "", "username=&password=x"})
  void theTutorialsAnswersCanBeHad(String body) {
    var answer = post(view.withTutorialAnswers(), FORM, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(NOT_FOUND);
    assertThat(post(view.withTutorialAnswers(), FORM, "username=ann&password=anns").text())
        .contains("token-of-ann");
  }

  private static HttpAnswer post(View view, String type, String body) {
    return HttpCommunicator.to(View.application(view))
        .method("POST")
        .header("Content-Type", type)
        .body(body)
        .exchange();
  }
}

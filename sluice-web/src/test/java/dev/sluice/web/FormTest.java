package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.Query;
import dev.sluice.vectors.Vectors;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class FormTest {

  private static final String TYPE = "multipart/form-data; boundary=XX";
  private static final String FIELD = "Content-Disposition: form-data; name=";

  static List<Vectors.Case> cases() {
    return Vectors.of("query");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatDjangoReads(Vectors.Case it) {
    var body = Bytes.copyOf(HexFormat.of().parseHex(it.text("hex")));

    var form = Form.read(Headers.of("Content-Type", Form.URL_ENCODED), body);

    assertThat(values(form)).isEqualTo(lists(it.at("query_dict")));
  }

  static List<Upload> uploads() {
    return List.of(
        new Upload(TYPE, field("username", "testuserone") + field("password", "testing123")),
        new Upload(TYPE, field("a", "1") + field("a", "2") + field("b", "")),
        new Upload(TYPE, field("a", "two\r\nlines\r\n") + field("b", "--X\r\n--Y")),
        new Upload(TYPE, field("n\u00c3\u00a4me", "\u00e2\u0082\u00ac \u00ff")),
        new Upload("multipart/form-data; boundary=\"XX\"; charset=UTF-8", field("a", "1")),
        new Upload(
            TYPE,
            part(FIELD + "\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain", "\0\u00ff")),
        new Upload(
            TYPE, part(FIELD + "\"f\"; filename=\"C:\\\\dir\\\\a.txt\"\r\nContent-Type: a/b", "x")),
        new Upload(
            TYPE, part(FIELD + "\"f\"; filename=\"../../etc/passwd\"\r\nContent-Type: a/b", "x")),
        new Upload(
            TYPE, part(FIELD + "\"f\"; filename=\"\"\r\nContent-Type: a/b", "") + field("a", "1")),
        new Upload(TYPE, part("content-disposition: form-data; NAME=\"a\"", "1")),
        new Upload(TYPE, part(FIELD + "a", "unquoted")),
        new Upload(
            TYPE, part("Content-Disposition: attachment; name=\"a\"", "1") + field("b", "2")),
        new Upload(TYPE, part("Content-Type: text/plain", "no name") + field("b", "2")),
        new Upload(TYPE, "preamble\r\n" + field("a", "1")),
        new Upload(TYPE, part(FIELD + "\"f\"; filename=\"dir/..\"", "x") + field("a", "1")),
        new Upload(TYPE, part(FIELD + "\"\"", "x") + field(" a ", "1")),
        new Upload(TYPE, part(FIELD + "\"a%22b\"", "1")),
        new Upload(TYPE, part(FIELD + "\"a;b\"", "1")),
        new Upload("multipart/form-data", field("a", "1")),
        new Upload("multipart/form-data; boundary=", field("a", "1")));
  }

  @Test
  void readsTheMultipartBodiesThatDjangoReads() {
    var uploads = uploads();

    var django =
        DjangoScript.ask("/django/forms.py", uploads.stream().map(Upload::question).toList());

    for (var i = 0; i < uploads.size(); i++) {
      assertThat(uploads.get(i).answer())
          .as(uploads.get(i).body())
          .isEqualTo(django.get(i).has("error") ? "denied" : answer(django.get(i)));
    }
  }

  @Test
  void givesTheLastValueOfARepeatedField() {
    var form = urlEncoded("username=nobody&username=testuserone&password=");

    assertThat(form.field("username")).contains("testuserone");
    assertThat(form.all("username")).containsExactly("nobody", "testuserone");
    assertThat(form.field("password")).contains("");
    assertThat(form.field("missing")).isEmpty();
  }

  @Test
  void givesFilesWithTheirContent() {
    var body = part(FIELD + "\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain", "hello");

    var form = new Upload(TYPE, body).form();

    assertThat(form.file("f"))
        .contains(new FormFile("f", "a.txt", "text/plain", Bytes.utf8("hello")));
    assertThat(form.fields()).isEmpty();
  }

  /** Django 5.2 lowers the name, Debian's 3.2 does not. */
  @Test
  void knowsTheContentTypeInAnyCase() {
    var form = new Upload("Multipart/Form-Data; Boundary=XX", field("a", "1")).form();

    assertThat(form.field("a")).contains("1");
  }

  @Test
  void isEmptyForARequestWithoutABody() {
    assertThat(Form.read(Headers.none(), Bytes.empty())).isEqualTo(Form.none());
    assertThat(new Upload(TYPE, "").form()).isEqualTo(Form.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "multipart/mixed; boundary=XX", ""})
  void refusesOtherContentTypesWith415(String type) {
    assertThatThrownBy(() -> Form.read(Headers.of("Content-Type", type), Bytes.utf8("a=1")))
        .isInstanceOf(UnsupportedMediaTypeException.class)
        .extracting("status")
        .isEqualTo(415);
  }

  @Test
  void refusesOtherCharsetsWith400() {
    assertDenied(Form.URL_ENCODED + "; charset=utf-16", "a=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX"
      })
  void refusesAMultipartBodyThatIsCutOff(String body) {
    assertDenied(TYPE, body);
  }

  @Test
  void refusesTooManyFields() {
    assertThat(urlEncoded("a=1&".repeat(999) + "a=1").fields()).hasSize(1000);
    assertDenied(Form.URL_ENCODED, "a=1&".repeat(1000) + "a=1");
    assertDenied(TYPE, field("a", "1").repeat(1001) + "--XX--\r\n");
  }

  @Test
  void refusesTooManyFiles() {
    var file = part(FIELD + "\"f\"; filename=\"a\"", "");

    assertThat(new Upload(TYPE, file.repeat(100)).form().files()).hasSize(100);
    assertDenied(TYPE, file.repeat(101) + "--XX--\r\n");
  }

  @Test
  void refusesPartsWithEndlessHeads() {
    assertDenied(TYPE, field("a".repeat(100_000), "1") + "--XX--\r\n");
  }

  @Test
  void doesNotPrintItsValues() {
    assertThat(urlEncoded("password=secret").toString()).isEqualTo("Form[password]");
  }

  private static void assertDenied(String type, String body) {
    var headers = Headers.of("Content-Type", type);

    assertThatThrownBy(() -> Form.read(headers, latin1(body)))
        .isInstanceOf(DenyException.class)
        .extracting("status")
        .isEqualTo(400);
  }

  private static Form urlEncoded(String body) {
    return Form.read(Headers.of("Content-Type", Form.URL_ENCODED), latin1(body));
  }

  private static String field(String name, String value) {
    return part(FIELD + '"' + name + '"', value);
  }

  private static String part(String head, String content) {
    return "--XX\r\n" + head + "\r\n\r\n" + content + "\r\n";
  }

  private static Bytes latin1(String text) {
    return Bytes.copyOf(text.getBytes(ISO_8859_1));
  }

  private static Map<String, List<String>> values(Form form) {
    return form.fields().stream()
        .collect(
            Collectors.groupingBy(
                Query.Parameter::name,
                LinkedHashMap::new,
                Collectors.mapping(Query.Parameter::value, Collectors.toList())));
  }

  private static Map<String, List<String>> lists(JsonNode node) {
    return node.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().valueStream().map(JsonNode::asString).toList()));
  }

  private static String answer(JsonNode django) {
    var files =
        django
            .get("files")
            .valueStream()
            .map(file -> file.valueStream().map(JsonNode::asString).toList())
            .toList();
    return new TreeMap<>(lists(django.get("fields"))) + " " + files;
  }

  /** A body, without the last boundary, one character for each byte. */
  private record Upload(String type, String body) {

    private Bytes bytes() {
      return latin1(body.isEmpty() ? "" : body + "--XX--\r\n");
    }

    Map<String, String> question() {
      return Map.of("type", type, "body", HexFormat.of().formatHex(bytes().toArray()));
    }

    Form form() {
      return Form.read(Headers.of("Content-Type", type), bytes());
    }

    String answer() {
      try {
        var form = form();
        return new TreeMap<>(values(form))
            + " "
            + form.files().stream().map(Upload::parts).toList();
      } catch (DenyException e) {
        return "denied";
      }
    }

    private static List<String> parts(FormFile file) {
      var content = HexFormat.of().formatHex(file.content().toArray());
      return List.of(file.field(), file.fileName(), file.contentType(), content);
    }
  }
}

package dev.sluice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a URL after the question mark, or a form's body, which has the same shape. Read as
 * Django 5.2's {@code QueryDict} reads it.
 *
 * @param raw as it came, one character for each byte
 */
public record Query(String raw) {

  /** Returns the query without parameters. */
  public static Query none() {
    return new Query("");
  }

  /** Returns the first value of a parameter, if it is there. */
  public Optional<String> first(String name) {
    return all(name).findFirst();
  }

  /** Returns every value of a parameter, in order; the value of a bare name is empty. */
  public Stream<String> all(String name) {
    return parameters().stream().filter(it -> it.name().equals(name)).map(Parameter::value);
  }

  /** Every parameter, in order. */
  public List<Parameter> parameters() {
    return parts().map(Query::parameter).toList();
  }

  /** Returns the query without any parameter of a name. */
  public Query without(String name) {
    return new Query(
        parts()
            .filter(part -> !parameter(part).name().equals(name))
            .collect(Collectors.joining("&")));
  }

  /** Leaves out the content, which may be a secret. */
  @Override
  public String toString() {
    return "Query[" + raw.length() + "]";
  }

  private Stream<String> parts() {
    return Arrays.stream(raw.split("&")).filter(part -> !part.isEmpty());
  }

  private static Parameter parameter(String part) {
    var equals = part.indexOf('=');
    return equals < 0
        ? new Parameter(decode(part), "")
        : new Parameter(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
  }

  /** Undoes percent-encoding; a percent sign without two digits behind it stays as it is. */
  private static String decode(String part) {
    var bytes = new ByteArrayOutputStream(part.length());
    for (var i = 0; i < part.length(); i++) {
      var c = part.charAt(i);
      var octet = c == '%' ? octet(part, i + 1) : -1;
      bytes.write(octet >= 0 ? octet : c == '+' ? ' ' : c);
      i += octet >= 0 ? 2 : 0;
    }
    var encoded = bytes.toByteArray();
    return isUtf8(part.getBytes(ISO_8859_1))
        ? new String(encoded, UTF_8)
        : new String(encoded, ISO_8859_1);
  }

  private static int octet(String part, int at) {
    if (at + 2 > part.length()) {
      return -1;
    }
    var high = Character.digit(part.charAt(at), 16);
    var low = Character.digit(part.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A name and its value, both decoded. */
  public record Parameter(String name, String value) {

    /** Leaves out the value, which may be a secret. */
    @Override
    public String toString() {
      return name;
    }
  }
}

package dev.sluice.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * The value of a {@code Content-Type} field, or of another of its shape (RFC 9110, section 8.3).
 *
 * @param name in lower case, such as {@code text/html}
 * @param parameters by name in lower case
 */
record MediaType(String name, Map<String, String> parameters) {

  static MediaType of(String text) {
    var end = text.indexOf(';');
    var name = text.substring(0, end < 0 ? text.length() : end).strip().toLowerCase(Locale.ROOT);
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return new MediaType(name, parser.parse(end < 0 ? "" : text.substring(end + 1), ';'));
  }

  /** Returns the value of a parameter, without quotes, if it is there and has one. */
  Optional<String> parameter(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }
}

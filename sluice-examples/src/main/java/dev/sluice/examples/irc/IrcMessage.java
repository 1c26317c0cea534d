package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of IRC (RFC 2812, section 2.3.1).
 *
 * @param prefix who says it, or empty
 * @param command a word in upper case, or three digits
 * @param parameters of which only the last may have spaces, be empty or begin with a colon
 */
record IrcMessage(String prefix, String command, List<String> parameters) {

  private static final int MOST_BYTES = 510; // section 2.3, without the end of the line

  IrcMessage {
    parameters = List.copyOf(parameters);
  }

  /** Returns one that this server says. */
  static IrcMessage of(String command, String... parameters) {
    return new IrcMessage("", command, List.of(parameters));
  }

  /** Returns the same, said by somebody. */
  IrcMessage from(String who) {
    return new IrcMessage(who, command, parameters);
  }

  /** Reads a line without its end; empty if it says nothing. */
  static Optional<IrcMessage> parse(String line) {
    var rest = (line.endsWith("\r") ? line.substring(0, line.length() - 1) : line).stripLeading();
    var prefix = "";
    if (rest.startsWith(":")) {
      var end = endOfWord(rest);
      prefix = rest.substring(1, end);
      rest = rest.substring(end).stripLeading();
    }
    var mark = rest.startsWith(":") ? 0 : rest.indexOf(" :");
    var words = (mark < 0 ? rest : rest.substring(0, mark)).strip();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<>(Arrays.asList(words.split(" +", -1)));
    if (mark >= 0) {
      all.add(rest.substring(mark + 2));
    }
    var command = all.removeFirst().toUpperCase(Locale.ROOT);
    return Optional.of(new IrcMessage(prefix, command, all));
  }

  private static int endOfWord(String text) {
    var space = text.indexOf(' ');
    return space < 0 ? text.length() : space;
  }

  /** The parameter in a place, from 0, or empty if there is none. */
  String parameter(int place) {
    return place < parameters.size() ? parameters.get(place) : "";
  }

  /**
   * Returns the line without its end. What cannot stand in a line becomes a space, and what would
   * be too long for one is cut off.
   */
  String line() {
    var line = new StringBuilder(prefix.isEmpty() ? "" : ":" + prefix + " ").append(command);
    for (var i = 0; i < parameters.size(); i++) {
      var last = i == parameters.size() - 1;
      line.append(last ? " :" : " ").append(parameters.get(i));
    }
    return cut(line.toString().replaceAll("[\\r\\n\\x00]", " "));
  }

  private static String cut(String line) {
    var bytes = line.getBytes(UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return line;
    }
    var end = MOST_BYTES;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--; // within a character
    }
    return new String(bytes, 0, end, UTF_8);
  }

  /** Tells the command and not the rest, which may be a password. */
  @Override
  public String toString() {
    return "IrcMessage[" + command + "]";
  }
}

package dev.sluice.layers;

import java.util.regex.Pattern;

/**
 * What channels and groups may be called: fewer than 100 of letters of ASCII, digits, hyphens,
 * underscores and periods. A channel's name may go on with one {@code !} and a local part. The
 * rules are those of Channels 4.3, with a line feed at the end and digits of any script allowed.
 */
public final class ChannelNames {

  private static final int TOO_LONG = 100;
  private static final String PLAIN = "[a-zA-Z\\p{Nd}\\-_.]+";
  private static final Pattern GROUP = Pattern.compile(PLAIN + "\n?");
  private static final Pattern CHANNEL = Pattern.compile(PLAIN + "(?:![\\p{L}\\p{N}\\-_.]*)?\n?");

  private ChannelNames() {}

  /**
   * Returns the name of a channel, to send to or to be in a group.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String requireChannel(String name) {
    return require(name, CHANNEL, "channel");
  }

  /**
   * Returns the name of a queue, to read from: one that has no local part.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String requireQueue(String name) {
    requireChannel(name);
    if (isLocal(name)) {
      throw new IllegalArgumentException(
          "the channel %s belongs to a connection, and nobody else may read it (expected: a name that ends at the '!' or has none)"
              .formatted(name));
    }
    return name;
  }

  /**
   * Returns the name of a group.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String requireGroup(String name) {
    return require(name, GROUP, "group");
  }

  /** Whether a channel's name has a local part, so that it belongs to a connection. */
  public static boolean isLocal(String channel) {
    return channel.contains("!") && !channel.endsWith("!");
  }

  private static String require(String name, Pattern pattern, String kind) {
    if (name.codePointCount(0, name.length()) < TOO_LONG && pattern.matcher(name).matches()) {
      return name;
    }
    throw new IllegalArgumentException(
        "the %s's name is '%s' (expected: fewer than 100 letters of ASCII, digits, hyphens, underscores and periods%s)"
            .formatted(kind, printable(name), kind.equals("group") ? "" : ", and perhaps one '!'"));
  }

  private static String printable(String name) {
    var shown = name.length() > TOO_LONG ? name.substring(0, TOO_LONG) + "..." : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}

package dev.sluice.manage;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** Reads where to listen, as {@code manage.py runserver} takes it. */
final class Address {

  static final String EXPECTED =
      "a port, or an address and a port, such as 8000, 0.0.0.0:8000, [::1]:8000 or localhost:0";

  private static final Pattern FORM =
      Pattern.compile("(?:(?<host>\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):)?(?<port>[0-9]{1,5})");

  private Address() {}

  /**
   * Returns the address of {@code [host:]port}; without a host it is 127.0.0.1.
   *
   * @throws IllegalArgumentException if it is no such thing, or the host has no address
   */
  static InetSocketAddress parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no address: " + text);
    }
    var host = matcher.group("host");
    var address =
        new InetSocketAddress(
            host == null ? "127.0.0.1" : host, Integer.parseInt(matcher.group("port")));
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("no such host: " + text);
    }
    return address;
  }

  /** Returns {@code host:port}, an IPv6 address in brackets. */
  static String display(InetSocketAddress address) {
    var host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Returns where a browser on this machine finds a server that listens on {@code address}. */
  static String url(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? "http://127.0.0.1:" + address.getPort() + "/"
        : "http://" + display(address) + "/";
  }
}

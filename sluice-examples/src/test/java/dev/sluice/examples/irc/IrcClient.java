package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A bare IRC client, line by line. */
final class IrcClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final BufferedReader lines;

  IrcClient(InetSocketAddress server) throws IOException {
    this.socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  static IrcClient loggedIn(InetSocketAddress server, String user) throws IOException {
    var client = new IrcClient(server);
    client.say("PASS :" + user + "-password");
    client.say("NICK " + user);
    client.say("USER " + user + " 0 * :" + user);
    client.expect(" 422 ");
    return client;
  }

  void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
  }

  /** Reads on to a line that contains something; null if the server hangs up before. */
  String find(String part) throws IOException {
    var line = lines.readLine();
    while (line != null && !line.contains(part)) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }

  String expect(String part) throws IOException {
    var line = find(part);
    if (!line.contains(part)) {
      throw new AssertionError("the server hung up (expected: a line with " + part + ")");
    }
    return line;
  }

  /** Waits for the server to hang up. */
  void expectEnd() throws IOException {
    lines.lines().forEach(_ -> {});
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

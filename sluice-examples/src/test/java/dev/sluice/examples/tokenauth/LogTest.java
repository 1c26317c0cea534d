package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the logs tell, and what they never do. */
final class LogTest {

  private final Lines lines = new Lines();

  @Test
  void theLogNamesTheUserAndKeepsEverySecret() throws Exception {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var before = root.getLevel();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    var token = "";
    try (var site = LiveSite.start();
        var http = HttpClient.newHttpClient()) {
      token = site.token("testuserone");
      visit(site, http, token);
    } finally {
      root.setLevel(before);
      root.detachAppender(lines);
    }

    assertThat(lines.logged)
        .anyMatch(line -> line.startsWith("INFO testuserone talks on connection "))
        .noneMatch(line -> line.contains("one@example.com"))
        .noneMatch(line -> line.contains("testing123"))
        .noneMatch(line -> line.contains("not the password"))
        .noneMatch(line -> line.contains("0123456789abcdef"))
        .noneMatch(line -> line.contains(LiveSite.SECRET_KEY));
    var secret = token;
    assertThat(lines.logged).noneMatch(line -> line.contains(secret));
  }

  private static void visit(LiveSite site, HttpClient http, String token) throws Exception {
    for (var password : List.of("testing123", "not+the+password")) {
      var login =
          HttpRequest.newBuilder(site.http("/api/login/?token=0123456789abcdef"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("username=testuserone&password=" + password));
      http.send(login.build(), BodyHandlers.ofString());
    }
    http.newWebSocketBuilder()
        .buildAsync(site.webSocket("/?token=" + token), new WebSocket.Listener() {})
        .join()
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .join();
    http.newWebSocketBuilder()
        .buildAsync(site.webSocket("/?token=0123456789abcdef"), new WebSocket.Listener() {})
        .handle((_, _) -> true)
        .join();
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final List<String> logged = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      // The JDK's own client logs what it sends; the site does not.
      if (event.getLoggerName().startsWith("dev.sluice")
          || event.getLoggerName().startsWith("io.")) {
        logged.add(event.getLevel() + " " + event.getFormattedMessage());
      }
    }
  }
}

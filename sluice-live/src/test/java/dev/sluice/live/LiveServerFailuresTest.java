package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.LifespanScope;
import dev.sluice.testing.ApplicationCommunicator;
import dev.sluice.web.Lifespan;
import dev.sluice.web.ProtocolTypeRouter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests that must fail do, and say why. */
final class LiveServerFailuresTest {

  private static final AtomicReference<LiveAddress> LAST = new AtomicReference<>();

  @Test
  void anApplicationThatCannotStartFailsItsTest() {
    assertThat(failures(CannotStart.class)).singleElement().asString().contains("no disk today");
  }

  @Test
  void anApplicationThatCannotEndFailsItsTest() {
    assertThat(failures(CannotEnd.class))
        .singleElement()
        .asString()
        .contains("the application's lifespan failed at its end")
        .contains("half of it is left");
  }

  @Test
  void theServerIsClosedBehindItsLastTest() {
    assertThat(failures(Closed.class)).isEmpty();
    var port = LAST.get().socket().getPort();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(failures(Missing.class))
        .singleElement()
        .asString()
        .contains("nothing named 'application'")
        .contains("expected: a field of type Application");
    assertThat(failures(WrongType.class)).singleElement().asString().contains("a LiveAddress");
    assertThat(failures(TooEarly.class)).singleElement().asString().contains("expected: static");
  }

  @Test
  void anApplicationWithoutALifespanIsNoFailure() throws Exception {
    var watch = new LifespanWatch();
    Application broken =
        (scope, inbox, outbox) -> {
          throw new IOException("not for me");
        };
    var scope = new LifespanScope(Attributes.none());
    try (var server = ApplicationCommunicator.start(watch.wrap(broken), scope)) {
      assertThatThrownBy(server::awaitEnd).hasRootCauseMessage("not for me");
    }
    watch.requireNoFailure();
  }

  private static List<Throwable> failures(Class<?> tests) {
    var failures = new ArrayList<Throwable>();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
              }
            });
    return failures;
  }

  private static Application lifespan(Lifespan.Handler handler) {
    return new ProtocolTypeRouter().lifespan(Lifespan.application(handler));
  }

  @Tag("planted")
  static final class CannotStart {

    static Application application() {
      return lifespan(
          _ -> {
            throw new IOException("no disk today");
          });
    }

    @Test
    void test(@LiveServer LiveAddress live) {
      assertThat(live).isNull();
    }
  }

  @Tag("planted")
  static final class CannotEnd {

    Application application() {
      return lifespan(
          lifespan -> {
            lifespan.await(Attributes.none());
            throw new IOException("half of it is left");
          });
    }

    @Test
    void test(@LiveServer LiveAddress live) {
      assertThat(live.ws("/").toString()).startsWith("ws://127.0.0.1:");
    }
  }

  @Tag("planted")
  static final class Closed {

    static final Application application = ChatSite.inMemory().application();

    @Test
    void test(@LiveServer LiveAddress live) throws IOException {
      LAST.set(live);
      new Socket(InetAddress.getLoopbackAddress(), live.socket().getPort()).close();
    }
  }

  @Tag("planted")
  static final class Missing {

    @Test
    void test(@LiveServer LiveAddress live) {}
  }

  @Tag("planted")
  static final class WrongType {

    static final Application application = ChatSite.inMemory().application();

    @Test
    void test(@LiveServer String live) {}
  }

  @Tag("planted")
  static final class TooEarly {

    final Application application = ChatSite.inMemory().application();

    TooEarly(@LiveServer LiveAddress live) {}

    @Test
    void test() {}
  }
}

package dev.sluice.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** Gives tests a {@link Browser}: one Chromium for all classes, ended after the last. */
final class InChromium implements BeforeAllCallback, ParameterResolver {

  /** Milliseconds, for a machine that is busy with something else. */
  static final double PATIENCE = 60_000;

  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).browser();
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(InChromium.class))
        .computeIfAbsent(Running.class, _ -> start(), Running.class);
  }

  private static Running start() {
    var executable = find().orElseThrow(InChromium::missing);
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(executable)
            .setArgs(ARGUMENTS)
            .setTimeout(PATIENCE);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    return new Running(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> find() {
    var given = Optional.ofNullable(System.getenv("SLUICE_CHROMIUM")).map(Path::of).stream();
    var folders = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
    var installed =
        folders.flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)));
    return Stream.concat(given, installed).filter(Files::isExecutable).findFirst();
  }

  private static RuntimeException missing() {
    var text =
        "no Chromium on the PATH, so the page was not tested; install it (Debian: apt install"
            + " chromium) or name its program in SLUICE_CHROMIUM";
    return "true".equals(System.getenv("CI"))
        ? new IllegalStateException(text)
        : new TestAbortedException(text);
  }

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }
}

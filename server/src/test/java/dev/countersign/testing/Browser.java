package dev.countersign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser: the system's Chromium, driven by Playwright. Nothing is downloaded; where there
 * is no Chromium, the test is skipped and says what to install. It notes whatever a page does that
 * it may not: a request to elsewhere, something its own policy forbids, a script that fails.
 */
public final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int ACTION_MILLIS = 60_000;
  private static final String AUDIT =
      """
      async () => {
        const found = await axe.run(document, {resultTypes: ['violations', 'incomplete']});
        const lines = [];
        for (const violation of found.violations) {
          for (const node of violation.nodes) {
            lines.push(violation.id + ': ' + violation.help + ': ' + node.target.join(' ')
                + ': ' + node.failureSummary);
          }
        }
        return lines.join('\\n');
      }
      """;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final String origin;
  private final boolean script;
  private final List<String> misdeeds = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  private Browser(String origin, boolean script, List<String> arguments) {
    this.origin = origin;
    this.script = script;
    Path program = program();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(program).setArgs(arguments));
    context = newContext();
    page = newPage();
  }

  private BrowserContext newContext() {
    BrowserContext made =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(script)
                .setLocale("en-GB"));
    made.setDefaultTimeout(ACTION_MILLIS);
    if (script) {
      made.addInitScript(axe());
    }
    return made;
  }

  private Page newPage() {
    Page made = context.newPage();
    made.onRequest(request -> {
      if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
        misdeeds.add("a request to " + request.url());
      }
    });
    made.onConsoleMessage(this::note);
    made.onPageError(error -> misdeeds.add("a script failed: " + error));
    return made;
  }

  /** A browser that shows that server's pages, which runs at an address it can call. */
  public static Browser open(TestServer server) {
    return new Browser("http://localhost:" + server.port(), true, List.of());
  }

  /** The same with that camera, which pages may open once {@link #allowCamera} was called. */
  public static Browser open(TestServer server, FakeCamera camera) {
    return new Browser("http://localhost:" + server.port(), true, camera.arguments());
  }

  /** The same on a computer without a camera. */
  public static Browser withoutCamera(TestServer server) {
    return new Browser(
        "http://localhost:" + server.port(),
        true,
        List.of("--use-fake-device-for-media-stream=device-count=0"));
  }

  /** The same with scripts switched off. */
  public static Browser withoutScript(TestServer server) {
    return new Browser("http://localhost:" + server.port(), false, List.of());
  }

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  private static Path program() {
    Optional<Path> found =
        Stream.of(
                System.getProperty("countersign.chromium", "/usr/bin/chromium"),
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(),
        "skipped: there is no Chromium (apt-get install chromium); the system property"
            + " countersign.chromium may name another");
    return found.orElseThrow();
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(ConsoleMessage message) {
    // That a page was answered by a failure is what some tests are about.
    boolean answer = message.text().startsWith("Failed to load resource");
    if (message.type().equals("error") && !answer) {
      misdeeds.add("an error in the console: " + message.text());
    }
  }

  /** The page, as Playwright drives it. */
  public Page page() {
    return page;
  }

  /** The cookies and settings that the page shares. */
  public BrowserContext context() {
    return context;
  }

  /** The person says yes when a page of that origin asks for the camera. */
  public void allowCamera(String site) {
    context.grantPermissions(
        List.of("camera"), new BrowserContext.GrantPermissionsOptions().setOrigin(site));
  }

  /** The person says no whichever page asks for whatever. */
  public void denyAll() {
    context.clearPermissions();
    context.grantPermissions(List.of());
  }

  /** As if somebody else had started it: no cookies, no permissions, an empty page. */
  public void renew() {
    context.close();
    misdeeds.clear();
    context = newContext();
    page = newPage();
  }

  /** Opens a page of the server. */
  public void visit(String path) {
    page.navigate(origin + path);
  }

  /** The path and query the browser is at. */
  public String location() {
    URI uri = URI.create(page.url());
    if (uri.getRawQuery() == null) {
      return uri.getRawPath();
    }
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** Signs in with {@link TestServer#PASSWORD}, by the form of the page that is open. */
  public void signIn(String userName) {
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(userName);
    page.getByLabel("Password").fill(TestServer.PASSWORD);
    press("Sign in");
  }

  /** Presses the button of that name. */
  public void press(String name) {
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    // A click waits until another page has begun to arrive, which is not the whole of it.
    page.waitForLoadState();
  }

  /**
   * Looks at the page that is open on a desktop and on a telephone, light and dark: axe-core finds
   * nothing to complain of, nothing has to be scrolled sideways, and a screenshot of each is kept.
   */
  public void examine(String name) {
    examine(name + "-wide", 1280, 900);
    examine(name + "-phone", 390, 844);
  }

  private void examine(String name, int width, int height) {
    page.waitForLoadState();
    page.setViewportSize(width, height);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
      String shown = name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
      page.screenshot(
          new ScreenshotOptions()
              .setPath(SCREENSHOTS.resolve(shown + ".png"))
              .setFullPage(true)
              .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
      assertThat((String) page.evaluate(AUDIT)).as(shown).isEmpty();
      Object overflow =
          page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      assertThat(((Number) overflow).intValue()).as(shown + " to scroll sideways").isNotPositive();
    }
  }

  /** Everything the pages did that they may not. */
  public List<String> misdeeds() {
    return List.copyOf(misdeeds);
  }

  @Override
  public void close() {
    context.close();
    chromium.close();
    playwright.close();
  }
}

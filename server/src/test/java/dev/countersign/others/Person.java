package dev.countersign.others;

import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import java.util.List;
import java.util.Optional;

/** Alice at her browser: does what the pages ask of her, until they ask no more. */
final class Person implements AutoCloseable {
  static final String APPLICATION = "https://app.example/";
  private static final int MOST_PAGES = 8;
  private static final double PATIENCE_MILLIS = 15_000;

  private final Browser browser;
  private volatile Optional<String> returned = Optional.empty();

  Person(TestServer server) {
    browser = Browser.open(server);
    // There is no such host: that the browser asks for it is all that matters.
    browser.page().onRequest(request -> note(request.url()));
  }

  private void note(String url) {
    if (url.startsWith(APPLICATION)) {
      returned = Optional.of(url);
    }
  }

  /** Opens an address and goes on to its end; says where that is. */
  String goes(String address) {
    Page page = browser.page();
    returned = Optional.empty();
    try {
      page.navigate(address);
    } catch (PlaywrightException e) {
      if (returned.isEmpty()) {
        throw e;
      }
    }
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String before = page.url();
      if (returned.isPresent() || !acts(page)) {
        return returned.orElse(before);
      }
      page.waitForURL(
          url -> returned.isPresent() || !url.equals(before),
          new WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
    }
    throw new AssertionError("The pages go on and on, now at " + page.url());
  }

  /** Whether there was something to do. */
  private boolean acts(Page page) {
    if (browser.location().startsWith("/sign-in")) {
      browser.signIn("alice");
      return true;
    }
    for (String button : List.of("Allow", "Continue", "Sign out")) {
      GetByRoleOptions named = new GetByRoleOptions().setName(button).setExact(true);
      var found = page.locator("main").getByRole(AriaRole.BUTTON, named);
      if (found.count() == 1) {
        found.click();
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    browser.close();
  }
}

package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms mark what must be filled in, or what need not be, whichever is less. */
class FormMarksTest extends ConsoleServer {
  private static final String REQUIRED = " <span class=\"optional\">(required)</span></label>";
  private static final String OPTIONAL = " <span class=\"optional\">(optional)</span></label>";
  private static final String NOTE =
      "<p class=\"soft\">Only what is marked (required) must always be filled in.</p>";

  @Test
  void whereMostMayBeLeftEmptyTheOthersAreMarkedAndTheFormSaysSo() {
    PageClient alice = stage.administrator(acme, "alice");
    String customer = "/console/customers/" + acme.id();

    for (String page : List.of(customer + "/clients/new", customer + "/users/new")) {
      assertThat(alice.get(page).body())
          .as(page)
          .containsOnlyOnce(REQUIRED)
          .containsOnlyOnce(NOTE)
          .doesNotContain(OPTIONAL);
    }
  }

  @Test
  void whereNoMoreMayBeLeftEmptyThanMustNotThoseAreMarked() {
    PageClient olga = stage.operator(other, "olga");

    for (String page :
        List.of("/console/server/customers/new", "/console/customers/" + acme.id() + "/groups")) {
      assertThat(olga.get(page).body())
          .as(page)
          .containsOnlyOnce(OPTIONAL)
          .doesNotContain(REQUIRED, NOTE);
    }
    assertThat(olga.get("/sign-up").body().split("\\(optional\\)", -1)).hasSize(3);
    assertThat(olga.get("/account/passkeys").body()).containsOnlyOnce(OPTIONAL);
  }

  @Test
  void whereAllAreAlikeNothingIsMarked() {
    PageClient alice = stage.administrator(acme, "alice");
    String customer = "/console/customers/" + acme.id();

    for (String page :
        List.of(
            customer + "/settings",
            customer + "/callbacks",
            customer + "/keys/new",
            "/account/profile",
            "/account/password",
            "/sign-in?again")) {
      assertThat(alice.get(page).body()).as(page).doesNotContain("(optional)", "(required)");
    }
  }
}

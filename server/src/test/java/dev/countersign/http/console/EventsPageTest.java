package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditReview;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.http.page.Messages;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class EventsPageTest extends ConsoleServer {
  private User bob;
  private PageClient alice;
  private String events;

  @BeforeEach
  void prepare() {
    bob = server.user(acme, "bob");
    server.user(other, "mallory");
    alice = stage.administrator(acme, "alice");
    events = "/console/customers/" + acme.id() + "/events";
  }

  @Test
  void theTrailIsShownNewestFirstWithNames() {
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);

    Answer page = alice.get(events);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<span>User disabled</span> <code class=\"small soft\">user_disabled</code>",
            "<bdi>bob</bdi>",
            "<span>Sign-in</span>",
            "<option value=\"user_disabled\">User disabled</option>")
        .doesNotContain("mallory");
    assertThat(page.body().indexOf(">user_disabled</code>"))
        .isLessThan(page.body().lastIndexOf(">user_created</code>"));
  }

  @Test
  void everyKindOfEventHasWords() {
    Answer page = alice.get(events);

    for (String kind : AuditReview.kinds()) {
      assertThat(page.body())
          .containsPattern("<option value=\"" + kind + "\">[A-Z][^<_]*</option>");
    }
  }

  @Test
  void outcomesAndDialectsAreInWords() {
    new PageClient(server).signIn("bob", "wrong");
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);

    String page = alice.get(events).body();

    assertThat(page)
        .contains(
            "<span class=\"tag good\">Success</span>",
            "<span class=\"tag bad\">Wrong credentials</span>",
            "<bdi>Command line</bdi>",
            "<bdi>Web pages</bdi>",
            "<option value=\"cli\">Command line</option>",
            "<option value=\"outbox\">Outbox</option>",
            "<option value=\"failure\">Failure</option>")
        .doesNotContain(">success<", "wrong_credentials", "<bdi>web");
    assertThat(alice.get(events + "?dialect=web&outcome=failure").body())
        .contains("<option value=\"web\" selected>Web pages</option>")
        .containsOnlyOnce("<td data-label=\"What\"");
    assertThat(alice.get(events + "/csv?outcome=failure").body()).contains(",wrong_credentials,");
  }

  @Test
  void everyOutcomeAndDialectThatTheTrailCanHaveHasWords() throws IOException {
    Properties words = new Properties();
    try (InputStream file = Messages.class.getResourceAsStream("/pages/messages.properties")) {
      words.load(file);
    }
    List<String> names = new ArrayList<>();
    for (FaceRefusal refusal : FaceRefusal.values()) {
      names.add(refusal.name());
    }
    for (PictureRefused.Reason reason : PictureRefused.Reason.values()) {
      names.add("picture_" + reason.name());
    }
    for (OutgoingRefused.Reason reason : OutgoingRefused.Reason.values()) {
      names.add(reason.text());
    }
    for (Reason reason : Reason.values()) {
      names.add(reason.name());
    }
    assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .allMatch(name -> words.containsKey("console.event.outcome." + name));
    assertThat(server.routes().stream().map(route -> route.dialect().name()).distinct())
        .filteredOn(name -> !List.of("plain", "verify").contains(name))
        .allMatch(name -> words.containsKey("console.event.dialect." + name));
  }

  @Test
  void whoDidItHasANameHereAndOnThePersonsPages() {
    PageClient olga = stage.operator(other, "olga");
    String person = "/console/customers/" + acme.id() + "/users/" + bob.id();
    olga.get(person);
    assertThat(olga.post(person + "/disable", Map.of()).status()).isEqualTo(303);

    for (String path : List.of(events + "?kind=user_disabled", person, person + "/events")) {
      assertThat(alice.get(path).body())
          .as(path)
          .contains("<bdi>olga</bdi>", "<span>User disabled</span>")
          .doesNotContain("user:" + other.id());
    }
  }

  @Test
  void itIsFilteredByWhatTheAddressSays() {
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);
    String cells = "<td data-label=\"What\"";

    assertThat(alice.get(events + "?kind=user_disabled").body()).containsOnlyOnce(cells);
    assertThat(alice.get(events + "?user=bob&kind=user_created").body()).containsOnlyOnce(cells);
    assertThat(alice.get(events + "?outcome=failure").body()).contains("There is no such event.");
    assertThat(alice.get(events + "?from=2099-01-01").body()).contains("There is no such event.");
    assertThat(alice.get(events + "?dialect=cli&to=2000-01-01").body())
        .contains("There is no such event.");
  }

  @Test
  void whatMeansNothingIsSaid() {
    assertThat(alice.get(events + "?kind=nonsense").status()).isEqualTo(422);
    assertThat(alice.get(events + "?user=nobody").body())
        .contains("There is no user of that name; check the spelling");
    assertThat(alice.get(events + "?from=yesterday").body())
        .contains("Write a time like 2026-11-22", "From");
    String wrong = alice.get(events + "?from=yesterday&to=x&user=nobody&kind=sign_in").body();
    assertThat(wrong)
        .contains("value=\"yesterday\"", "value=\"x\"", "value=\"nobody\"")
        .contains("id=\"filter-from-problem\"", "id=\"filter-to-problem\"")
        .contains("id=\"filter-user-problem\"", "<option value=\"sign_in\" selected>")
        .doesNotContain("filter-kind-problem", "There is no such event", "/csv", "<table>");
    assertThat(alice.get(events + "/csv?from=yesterday").status()).isEqualTo(422);
    assertThat(alice.get(events + "?from=%2B999999999-12-31T00:00").status()).isEqualTo(422);
    assertThat(alice.get(events + "?to=-999999999-01-01").status()).isEqualTo(422);
    assertThat(alice.get(events + "?after=x").status()).isEqualTo(422);
    assertThat(alice.get(events + "?after=99999999999999999999-1").status()).isEqualTo(422);
  }

  @Test
  void longTrailsComeInPages() {
    for (int i = 0; i < 60; i++) {
      server.user(acme, "u" + i);
    }

    Answer first = alice.get(events + "?kind=user_created");
    String next = first.body().replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1");
    Answer second = alice.get(next.replace("&amp;", "&"));

    assertThat(first.body().split("<tr ", -1)).hasSize(52);
    assertThat(second.body().split("<tr ", -1)).hasSize(14);
    assertThat(second.body()).contains("rel=\"first\"").doesNotContain("rel=\"next\"");
  }

  @Test
  void theSameIsToBeHadAsAFile() {
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);

    Answer csv = alice.get(events + "/csv?kind=user_disabled");
    Answer json = alice.get(events + "/json?kind=user_disabled");

    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
    assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"events.csv\"");
    String[] lines = csv.body().split("\r\n", -1);
    assertThat(lines[0])
        .isEqualTo("at,id,customer,kind,outcome,user,actor,dialect,requestId,detail");
    assertThat(lines[1]).contains(",acme,user_disabled,success,bob,,cli,,");
    assertThat(lines).hasSize(3);
    assertThat(json.body())
        .endsWith("}\n")
        .contains("\"kind\":\"user_disabled\"", "\"user\":\"bob\"");
  }

  @Test
  void aFileOfManyPortionsIsWhole() {
    for (int i = 0; i < 450; i++) {
      server.user(acme, "u" + i);
    }

    String[] lines = alice.get(events + "/csv?kind=user_created").body().split("\r\n", -1);

    assertThat(lines).hasSize(1 + 452 + 1).doesNotHaveDuplicates();
    assertThat(lines[1]).contains(",u449,");
    assertThat(lines[452]).contains(",bob,");
  }

  @Test
  void anOperatorSeesEverybodys() {
    PageClient olga = stage.operator(other, "olga");

    Answer page = olga.get("/console/server/events?kind=user_created");

    assertThat(page.body()).contains("<bdi>acme</bdi>", "<bdi>other</bdi>", "<bdi>mallory</bdi>");
    assertThat(page.body()).doesNotContain("name=\"user\"");
    assertThat(olga.get("/console/server/events?user=" + bob.id()).body())
        .contains("Look for a user in the events of their customer");
    assertThat(olga.get("/console/server/events?whose=server").body()).doesNotContain("mallory");
    assertThat(olga.get("/console/server/events/csv").body()).contains("mallory");
  }

  @Test
  void theOverviewCountsWhatWasSummed() {
    PageClient stranger = new PageClient(server);
    stranger.signIn("bob", "wrong");
    server.core().lifecycle.tally.advance();

    Answer day = alice.get("/console/customers/" + acme.id());
    Answer month = alice.get("/console/customers/" + acme.id() + "?range=month");

    assertThat(day.body())
        .contains("<dt>Users</dt><dd>2</dd>", "<dt>Failed sign-ins</dt><dd>1</dd>")
        .contains("<svg", "Sign-in: Wrong credentials");
    assertThat(month.body()).contains("aria-current=\"true\">30 days</a>");
  }
}

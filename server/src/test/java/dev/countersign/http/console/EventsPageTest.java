package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class EventsPageTest {
  private TestServer server;
  private Customer acme;
  private Customer other;
  private User bob;
  private PageClient alice;
  private String events;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    other = server.customer("other");
    bob = server.user(acme, "bob");
    server.user(other, "mallory");
    alice = new ConsoleStage(server).administrator(acme, "alice");
    events = "/console/customers/" + acme.id() + "/events";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theTrailIsShownNewestFirstWithNames() {
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);

    Answer page = alice.get(events);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("<bdi>user_disabled</bdi>", "<bdi>bob</bdi>", "<bdi>sign_in</bdi>")
        .doesNotContain("mallory");
    assertThat(page.body().indexOf("user_disabled"))
        .isLessThan(page.body().lastIndexOf("user_created"));
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

    assertThat(first.body().split("<tr>", -1)).hasSize(52);
    assertThat(second.body().split("<tr>", -1)).hasSize(14);
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
    PageClient olga = new ConsoleStage(server).operator(other, "olga");

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
        .contains("<svg", "sign_in: wrong_credentials");
    assertThat(month.body()).contains("aria-current=\"true\">30 days</a>");
  }
}

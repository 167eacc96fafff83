package dev.countersign.http.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class GatheringPagesTest extends ConsoleServer {
  private User root;
  private User ann;
  private PageClient admin;

  @BeforeEach
  void prepare() {
    root = stage.promoted(acme, server.user(acme, "root"));
    ann = server.user(acme, "ann");
    admin = stage.signedIn(acme, root);
  }

  private String at(String below) {
    return "/console/customers/" + acme.id() + below;
  }

  private void acted(String kind) {
    assertThat(
            server.rows(
                "SELECT actor FROM audit_event WHERE kind = ? AND dialect = 'console'", kind))
        .as(kind)
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row).containsEntry("actor", "user:" + acme.id() + "/" + root.id()));
  }

  @ParameterizedTest
  @CsvSource({
    "/groups,group_created,group_updated,group_deleted,group_member_added,group_member_removed",
    "/roles,role_created,role_updated,role_deleted,role_granted,role_revoked",
    "/search-spaces,search_space_stored,search_space_stored,search_space_deleted,"
        + "search_space_stored,search_space_stored"
  })
  void oneIsMadeNamedFilledEmptiedAndDeleted(
      String path, String created, String updated, String deleted, String added, String removed) {
    admin.get(at(path));

    Answer made = admin.post(at(path), Map.of("name", "First", "description", ""));
    String one = made.header("Location").replace("?done=made", "");
    assertThat(made.status()).isEqualTo(303);
    assertThat(admin.get(at(path)).body()).contains(">First<");
    assertThat(admin.post(at(path), Map.of("name", "first")).status()).isEqualTo(409);
    assertThat(admin.post(at(path), Map.of("name", " ")).status()).isEqualTo(422);
    admin.get(one);
    assertThat(admin.post(one, Map.of("name", "Second", "description", "")).status())
        .isEqualTo(303);
    Answer nobody = admin.post(one + "/members", Map.of("user-name", "nobody"));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.body()).contains("There is no user of that name", "value=\"nobody\"");
    assertThat(admin.post(one + "/members", Map.of("user-name", "ANN")).header("Location"))
        .isEqualTo(one + "?done=member-added");
    assertThat(admin.get(one).body()).contains(">Second<", ">ann<", "data-names=");
    String out = one + "/members/" + ann.id() + "/remove";
    assertThat(admin.post(out, Map.of()).status()).isEqualTo(303);
    assertThat(admin.get(one).body()).doesNotContain(">ann<");
    admin.get(one + "/delete");
    Answer wrong = admin.post(one + "/delete", Map.of("confirm", "second"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(admin.get(one).status()).isEqualTo(200);
    assertThat(admin.post(one + "/delete", Map.of("confirm", "Second")).header("Location"))
        .isEqualTo(at(path) + "?done=removed");
    assertThat(admin.get(one).status()).isEqualTo(404);

    for (String kind : List.of(created, updated, deleted, added, removed)) {
      acted(kind);
    }
  }

  @Test
  void membersArePagedAndASearchSpaceTellsItsSize() {
    requireTwoPages(admin);
  }

  /** As many as ids have from July 2031 on, which are made of the time. */
  @Test
  void membersArePagedWhoseIdsHaveNineteenDigits() {
    server.clock().set(Instant.parse("2031-08-01T00:00:00Z"));
    ann = server.user(acme, "bob");
    assertThat(ann.id().toString()).hasSize(19);

    requireTwoPages(stage.administrator(acme, "later"));
  }

  private void requireTwoPages(PageClient admin) {
    var space = server.core().searchSpaces.create(acme.id(), "VIP", Origin.CLI);
    User last = ann;
    for (int i = 0; i < 51; i++) {
      last = server.user(acme, "member%02d".formatted(i));
      server.core().searchSpaces.addMember(acme.id(), space.id(), last.id(), Origin.CLI);
    }

    String first = admin.get(at("/search-spaces/" + space.id())).body();
    String second = admin.get(at("/search-spaces/" + space.id()) + next(first)).body();

    assertThat(first).contains(">member00<", ">member49<", "<bdi>51</bdi>");
    assertThat(first).doesNotContain(">member50<");
    assertThat(second).contains(">member50<").doesNotContain(">member00<", "rel=\"next\"");
  }

  private static String next(String page) {
    int end = page.indexOf("\" rel=\"next\"");
    return page.substring(page.lastIndexOf("?after=", end), end);
  }

  @Test
  void aGroupIsGivenARoleAndItIsTaken() {
    var staff = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    var editor = server.core().lifecycle.roles.create(acme.id(), "editor", "", Origin.CLI);
    String group = at("/groups/" + staff.id());
    admin.get(group);

    assertThat(admin.post(group + "/roles", Map.of("role", "editor")).status()).isEqualTo(303);
    assertThat(admin.post(group + "/roles", Map.of("role", "none")).status()).isEqualTo(422);
    assertThat(admin.get(group).body()).contains(">editor<");
    assertThat(admin.get(at("/roles/" + editor.id())).body()).contains(">Staff<");
    assertThat(admin.post(group + "/roles/" + editor.id() + "/revoke", Map.of()).status())
        .isEqualTo(303);
    acted("role_granted");
    acted("role_revoked");
  }

  @Test
  void administratorsKeepTheirRoleAndOperatorsMayTakeIt() {
    var role = server.core().lifecycle.roles.find(acme.id(), "administrator").orElseThrow();
    String path = at("/roles/" + role.id());
    admin.get(path);

    assertThat(admin.post(path, Map.of("name", "boss", "description", "")).status()).isEqualTo(409);
    assertThat(admin.post(path + "/delete", Map.of("confirm", "administrator")).status())
        .isEqualTo(409);
    assertThat(admin.post(path + "/members/" + root.id() + "/remove", Map.of()).status())
        .isEqualTo(409);
    assertThat(admin.get(path).status()).isEqualTo(200);

    PageClient operator = stage.operator(other, "olga");
    operator.get(path);
    assertThat(operator.post(path + "/members/" + root.id() + "/remove", Map.of()).status())
        .isEqualTo(303);
    assertThat(admin.get(path).status()).isEqualTo(403);
  }

  @Test
  void whoAdministersByAGroupAloneStaysInItAndItStays() {
    var role = server.core().lifecycle.roles.find(acme.id(), "administrator").orElseThrow();
    var staff = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    server.core().lifecycle.roles.grantToGroup(acme.id(), role.id(), staff.id(), Origin.CLI);
    server.core().lifecycle.groups.addMember(acme.id(), staff.id(), root.id(), Origin.CLI);
    String group = at("/groups/" + staff.id());
    admin.get(group);

    // By both, either may go.
    assertThat(
            admin
                .post(at("/roles/" + role.id() + "/members/" + root.id() + "/remove"), Map.of())
                .status())
        .isEqualTo(303);
    assertThat(admin.post(group + "/members/" + root.id() + "/remove", Map.of()).status())
        .isEqualTo(409);
    assertThat(admin.post(group + "/delete", Map.of("confirm", "Staff")).status()).isEqualTo(409);
    assertThat(admin.post(group + "/roles/" + role.id() + "/revoke", Map.of()).status())
        .isEqualTo(409);
    assertThat(admin.get(group).status()).isEqualTo(200);
  }

  @Test
  void anOperatorIsPutNowhereByAnAdministrator() {
    User olga = server.user(acme, "olga");
    server.core().lifecycle.operators.add(acme.id(), olga.id(), Origin.CLI);
    var staff = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    admin.get(at("/groups/" + staff.id()));

    Answer refused =
        admin.post(at("/groups/" + staff.id() + "/members"), Map.of("user-name", "olga"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(server.count("SELECT count(*) FROM group_member")).isZero();
  }

  @Test
  void whatIsOfAnotherCustomerIsNotThereWhateverTheRoute() {
    User eve = server.user(other, "eve");
    long group = server.core().lifecycle.groups.create(other.id(), "G", "", Origin.CLI).id();
    long role = server.core().lifecycle.roles.create(other.id(), "R", "", Origin.CLI).id();
    long space = server.core().searchSpaces.create(other.id(), "S", Origin.CLI).id();
    Map<String, Long> items =
        Map.of("/groups/{item}", group, "/roles/{item}", role, "/search-spaces/{item}", space);
    admin.get(at("/groups"));
    long events = server.count("SELECT count(*) FROM audit_event");

    for (Route route : server.routes()) {
      for (Map.Entry<String, Long> item : items.entrySet()) {
        if (!route.path().startsWith("/console/customers/{customer}" + item.getKey())) {
          continue;
        }
        for (Customer customer : List.of(acme, other)) {
          String path =
              route
                  .path()
                  .replace("{customer}", customer.id().toString())
                  .replace("{item}", item.getValue().toString())
                  .replace("{user}", eve.id().toString())
                  .replace("{role}", Long.toString(role));
          Answer answer;
          if (route.method() == Method.GET) {
            answer = admin.get(path);
          } else {
            answer =
                admin.post(
                    path,
                    Map.of(
                        "name", "X", "confirm", "G", "user-name", "ann", "role", "administrator"));
          }
          assertThat(answer.status()).as(route.method() + " " + path).isEqualTo(404);
        }
      }
    }
    assertThat(server.count("SELECT count(*) FROM audit_event")).isEqualTo(events);
  }
}

package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Route;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those try who may do a part of what an administrator may. */
class AdministratorGuardTest extends AdminServer {
  private static final String REFUSED = "403 insufficient_scope";
  private static final String NAMED = "{\"customerName\":\"acme\",\"userName\":\"alice\"";
  private static final String CHANGE =
      NAMED + ",\"parametersToBeUpdated\":{\"emailId\":\"eve@example.org\"}}";

  private long role(String name) {
    return server.core().lifecycle.roles.create(acme.id(), name, "", Origin.CLI).id();
  }

  private long group(String name) {
    return server.core().lifecycle.groups.create(acme.id(), name, "", Origin.CLI).id();
  }

  private void refused(String with, String method, String path, String json) {
    assertThat(code(callAs(with, method, within(path), json)))
        .as(method + " " + path)
        .isEqualTo(REFUSED);
  }

  private void everyActOnAliceIsRefused(String with) {
    List<Route> acts =
        server.routes().stream()
            .filter(route -> route.path().startsWith(AdminCalls.CUSTOMER + "/users/{user}"))
            .filter(AdministratorGuardTest::changesPeople)
            .toList();
    assertThat(acts).hasSizeGreaterThan(15);
    for (Route act : acts) {
      String path =
          act.path()
              .substring(AdminCalls.CUSTOMER.length())
              .replace("{user}", alice.id().toString())
              .replaceAll("\\{[a-z]+}", "1");
      refused(with, act.method().name(), path, act.body() == BodyKind.NONE ? "" : "{}");
    }
  }

  private void everyFaceCallAboutAliceIsRefused(String with) {
    assertThat(face(with, "update", CHANGE).status()).isEqualTo(403);
    for (String act : List.of("delete", "blacklist", "whitelist")) {
      assertThat(face(with, act, NAMED + "}").status()).as(act).isEqualTo(403);
    }
  }

  @Test
  void whoLooksAfterGroupsAloneMakesNobodyAnAdministrator() {
    String groups = tokenOf(Scope.GROUPS_WRITE);
    refused(groups, "POST", "/roles", "{\"name\":\" Administrator \"}");
    long clerk = role("clerk");
    refused(groups, "PATCH", "/roles/" + clerk, "{\"name\":\"ADMINISTRATOR\"}");

    long administrator = role("administrator");
    long staff = group("Staff");
    String one = "/roles/" + administrator;
    refused(groups, "PUT", one + "/users/" + alice.id(), "");
    refused(groups, "PUT", one + "/groups/" + staff, "");
    refused(groups, "PATCH", one, "{\"name\":\"nobody\"}");
    refused(groups, "DELETE", one, "");
    assertThat(server.count("SELECT count(*) FROM role_grant")).isZero();
    assertThat(server.count("SELECT count(*) FROM group_role_grant")).isZero();

    good(call("PUT", within(one + "/groups/" + staff), ""), 204);
    refused(groups, "PUT", "/groups/" + staff + "/members/" + alice.id(), "");
    assertThat(server.count("SELECT count(*) FROM group_member")).isZero();
    good(call("PUT", within("/groups/" + staff + "/members/" + alice.id()), ""), 204);
    refused(groups, "DELETE", "/groups/" + staff + "/members/" + alice.id(), "");
    refused(groups, "DELETE", "/groups/" + staff, "");
    refused(groups, "DELETE", one + "/groups/" + staff, "");
    refused(groups, "DELETE", one + "/users/" + alice.id(), "");

    // Everything else they go on doing.
    good(callAs(groups, "PUT", within("/roles/" + clerk + "/users/" + alice.id()), ""), 204);
    String night = "/groups/" + group("Night");
    good(callAs(groups, "PUT", within(night + "/members/" + alice.id()), ""), 204);
    good(callAs(groups, "DELETE", within(night), ""), 204);
  }

  @Test
  void whoLooksAfterPeopleAloneDoesNotTouchAnAdministratorsAccount() {
    long administrator = role("administrator");
    long staff = group("Staff");
    var lifecycle = server.core().lifecycle;
    lifecycle.groups.addMember(acme.id(), staff, alice.id(), Origin.CLI);
    lifecycle.roles.grantToGroup(acme.id(), administrator, staff, Origin.CLI);
    String users = tokenOf(Scope.USERS_WRITE);
    List<Object> before = everything();

    everyActOnAliceIsRefused(users);
    assertThat(everything()).isEqualTo(before);

    String password = "{\"password\":\"another horse, another battery\"}";
    String path = within("/users/" + alice.id() + "/password");
    good(call("POST", path, password), 200);
    lifecycle.roles.revokeFromGroup(acme.id(), administrator, staff, Origin.CLI);
    good(callAs(users, "POST", path, password), 200);
  }

  @Test
  void norDoTheyByTheCallsAboutFaces() {
    long administrator = role("administrator");
    server.core().lifecycle.roles.grant(acme.id(), administrator, alice.id(), Origin.CLI);
    String users = tokenOf(Scope.USERS_WRITE);
    List<Object> before = everything();
    everyFaceCallAboutAliceIsRefused(users);
    assertThat(everything()).isEqualTo(before);

    assertThat(face(token, "update", CHANGE).status()).isEqualTo(200);
    server.core().lifecycle.roles.delete(acme.id(), administrator, Origin.CLI);
    assertThat(face(users, "update", CHANGE).status()).isEqualTo(200);
  }

  @Test
  void whoAdministersACustomerDoesNotTouchTheAccountOfAnOperatorWhoBelongsToIt() {
    var operators = server.core().lifecycle.operators;
    assertThat(operators.add(acme.id(), alice.id(), Origin.CLI)).isTrue();
    List<Object> before = everything();
    // With every scope of the API: it takes an operator's token.
    everyActOnAliceIsRefused(token);
    assertThat(everything()).isEqualTo(before);

    assertThat(operators.remove(acme.id(), alice.id(), Origin.CLI)).isTrue();
    String password = "{\"password\":\"another horse, another battery\"}";
    good(call("POST", within("/users/" + alice.id() + "/password"), password), 200);
  }

  @Test
  void norByTheCallsAboutFaces() {
    var operators = server.core().lifecycle.operators;
    operators.add(acme.id(), alice.id(), Origin.CLI);
    List<Object> before = everything();
    everyFaceCallAboutAliceIsRefused(token);
    assertThat(everything()).isEqualTo(before);

    operators.remove(acme.id(), alice.id(), Origin.CLI);
    assertThat(face(token, "update", CHANGE).status()).isEqualTo(200);
  }

  @Test
  void norDoesAnybodyAddAFaceToSuchAnAccount() {
    String portal = "{\"customerName\":\"acme\",\"kind\":\"enroll\",\"userName\":\"alice\"}";
    String named = "{\"customerName\":\"acme\",\"userName\":\"alice\"}";
    String url = enrolmentUrl(face(token, "details", named));
    String enrol =
        "{\"customerName\":\"acme\",\"enrolledUrl\":\"" + url + "\",\"url\":\"data:,x\"}";
    server.core().lifecycle.operators.add(acme.id(), alice.id(), Origin.CLI);

    assertThat(basic(token, "enroll", enrol).status()).isEqualTo(403);
    assertThat(basic(token, "update", enrol).status()).isEqualTo(403);
    assertThat(basic(token, "portal/create", portal).status()).isEqualTo(403);
    assertThat(enrolmentUrl(face(token, "details", named))).isEmpty();
    assertThat(server.count("SELECT count(*) FROM portal")).isZero();

    server.core().lifecycle.operators.remove(acme.id(), alice.id(), Origin.CLI);
    assertThat(basic(token, "portal/create", portal).status()).isEqualTo(200);
  }

  private static String enrolmentUrl(Answer details) {
    return details.body().replaceAll("(?s).*\"enrollmentUrl\":\"([^\"]*)\".*", "$1");
  }

  private Answer basic(String with, String call, String json) {
    return server.post(
        "/deepfaceauth/api/v1/basic/" + call, json, "Authorization", "Bearer " + with);
  }

  private Answer face(String with, String act, String json) {
    return server.post(
        "/deepfaceauth/api/v1/basic/user/" + act, json, "Authorization", "Bearer " + with);
  }

  private static boolean changesPeople(Route route) {
    return route.access() instanceof Access.Api api
        && api.need().equals(new Access.Need.Of(Scope.USERS_WRITE));
  }

  private List<Object> everything() {
    return List.of(
        server.rows("SELECT * FROM user_account ORDER BY id").toString(),
        server.rows("SELECT * FROM account_deletion"),
        server.count("SELECT count(*) FROM account_link"),
        server.count("SELECT count(*) FROM outbox"));
  }
}

package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that acts in a person's name. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AdministratorTest {
  private OAuthStage stage;

  @BeforeEach
  void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private String tokenOfAlice(String... scopes) {
    Party console = stage.client(settings -> settings.scopes(Set.of(scopes)));
    return String.valueOf(stage.tokens(console, stage.terms().scopes(scopes)).get("access_token"));
  }

  private long role(String name) {
    return stage.server.core().lifecycle.roles.create(stage.acme.id(), name, "", Origin.CLI).id();
  }

  private int status(String token) {
    return stage
        .server
        .get(
            "/admin/v1/customers/" + stage.acme.id() + "/users", "Authorization", "Bearer " + token)
        .status();
  }

  @Test
  void onlyAnAdministratorManagesThePeopleOfTheCustomer() {
    String token = tokenOfAlice("openid", "users:read");
    assertThat(status(token)).isEqualTo(403);

    long administrator = role("Administrator");
    var roles = stage.server.core().lifecycle.roles;
    roles.grant(stage.acme.id(), administrator, stage.alice.id(), Origin.CLI);
    assertThat(status(token)).isEqualTo(200);
    assertThat(status(tokenOfAlice("openid", "users:write"))).isEqualTo(403);

    roles.revoke(stage.acme.id(), administrator, stage.alice.id(), Origin.CLI);
    assertThat(status(token)).isEqualTo(403);
  }

  private int registers(String token) {
    return stage
        .server
        .post(
            "/oauth2/register",
            "{\"grant_types\":[\"client_credentials\"],\"scope\":\"clients:write\"}",
            "Authorization",
            "Bearer " + token)
        .status();
  }

  @Test
  void nobodyRegistersClientsWithATokenInAPersonsName() {
    String token = tokenOfAlice("openid", "clients:write");
    assertThat(registers(token)).isEqualTo(401);

    long administrator = role("administrator");
    stage
        .server
        .core()
        .lifecycle
        .roles
        .grant(stage.acme.id(), administrator, stage.alice.id(), Origin.CLI);
    assertThat(registers(token)).isEqualTo(401);
    assertThat(stage.server.count("SELECT count(*) FROM client")).isEqualTo(1);

    Party program = stage.client(settings -> settings.scopes(Set.of("clients:write")));
    var own = stage.token(program, "grant_type", "client_credentials", "scope", "clients:write");
    assertThat(registers(OAuthStage.text(OAuthStage.json(own), "access_token"))).isEqualTo(201);
  }

  @Test
  void clientsAreToldGroupsAndRolesWhereTheyMayAsk() {
    var lifecycle = stage.server.core().lifecycle;
    long staff = lifecycle.groups.create(stage.acme.id(), "Staff", "", Origin.CLI).id();
    lifecycle.groups.addMember(stage.acme.id(), staff, stage.alice.id(), Origin.CLI);
    long reader = role("reader");
    lifecycle.roles.grantToGroup(stage.acme.id(), reader, staff, Origin.CLI);

    String told = tokenOfAlice("openid", "groups", "roles");
    assertThat(userinfo(told)).contains("\"groups\":[\"Staff\"]", "\"roles\":[\"reader\"]");
    assertThat(userinfo(tokenOfAlice("openid"))).doesNotContain("Staff").doesNotContain("reader");
  }

  private String userinfo(String token) {
    return stage.server.get("/oauth2/userinfo", "Authorization", "Bearer " + token).body();
  }
}

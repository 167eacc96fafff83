package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer.Answer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaceScopesTest extends FaceDialectTest {
  @Test
  void aKeyOpensTheCallsOfItsScopeAndNoOther() {
    person("alice");
    for (Scope scope : Scope.values()) {
      callEverythingWith(scope);
    }
  }

  private void callEverythingWith(Scope scope) {
    var key = server.core().apiKeys.create(acme.id(), scope.name(), Set.of(scope), Origin.CLI);
    String limited = tokenOf("acme", key.secret().text());

    for (FaceCallSamples call : FaceCallSamples.ALL) {
      Answer answer = callAs(limited, call.path(), call.body("acme"));
      check(answer, call, scope);
    }
    FaceCallSamples list =
        new FaceCallSamples("/view/blacklist/all", Scope.USERS_READ, Map.of(), Map.of());
    check(
        server.get(PREFIX + list.path() + "?customerName=acme", "Authorization", limited),
        list,
        scope);
  }

  private static void check(Answer answer, FaceCallSamples call, Scope scope) {
    if (call.scope() == scope) {
      assertThat(answer.status()).as(call + " with " + scope.text()).isNotEqualTo(403);
      return;
    }
    assertError(
        answer,
        403,
        "403",
        "The key this token was got with does not have the scope " + call.scope().text());
  }

  @Test
  void aTokenOfAPersonIsNoneHere() {
    server.user(acme, "alice");

    for (FaceCallSamples call : FaceCallSamples.ALL) {
      Answer answer = callAs("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", call.path(), call.body("acme"));
      assertThat(answer.status()).as(call.path()).isEqualTo(401);
    }
  }
}

package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line does to the whole server, by the management API. */
class AdminTransferTest extends AdminServer {
  private static final String WORDS = "twelve or more characters";
  private static final String SEALED = "{\"passphrase\":\"" + WORDS + "\"}";

  private String operator;

  @BeforeEach
  void anOperatorsClient() {
    operator = clientToken(acme, "server:admin");
  }

  private Answer send(String method, String path, String json) {
    return callAs(operator, method, path, json);
  }

  private JsonNode over(String with, String path, String running) throws InterruptedException {
    JsonNode now = good(callAs(with, "GET", path, ""), 200);
    for (int i = 0; i < 400 && now.at(running).asText().equals("running"); i++) {
      Thread.sleep(25);
      now = good(callAs(with, "GET", path, ""), 200);
    }
    return now;
  }

  private String exported(String with, String path, String order) throws InterruptedException {
    JsonNode begun = good(callAs(with, "POST", path, order), 202);
    String one = path + "/" + begun.get("id").textValue();
    assertThat(over(with, one, "/state").get("state").textValue()).isEqualTo("ready");
    return one;
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aCallerThatMayDoEverythingExportsItsCustomerAndNothingElse() throws Exception {
    String one = exported(token, within("/exports"), SEALED);

    JsonNode ready = good(get(one), 200);
    Answer file = get(one + "/file");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(file.body())
        .startsWith("{\"type\":\"manifest\"")
        .contains("\"alice\"")
        .doesNotContain("mallory", "$argon2id");
    assertThat(ready.get("sha256").textValue())
        .isEqualTo(sha256(file.body().substring(0, file.body().lastIndexOf("{\"type\":\"end\""))));
    assertThat(ready.get("bytes").longValue()).isEqualTo(file.body().length());
    // What broke off on the way can be fetched again.
    assertThat(get(one + "/file").body()).isEqualTo(file.body());

    assertThat(call("DELETE", one, "").status()).isEqualTo(204);
    assertThat(code(get(one + "/file"))).isEqualTo("404 not_found");
    assertThat(good(get(within("/exports")), 200).get("items")).isEmpty();
  }

  @Test
  void whoMayDoLessThanEverythingExportsNothing() {
    String reader = clientToken(acme, "customers:read", "users:read");
    assertThat(code(callAs(reader, "POST", within("/exports"), SEALED)))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(callAs(reader, "GET", within("/exports"), "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(call("POST", "/exports", SEALED))).isEqualTo("403 insufficient_scope");
    assertThat(code(call("PUT", "/import-files/a.jsonl", "{}")))
        .isEqualTo("403 insufficient_scope");
  }

  @Test
  void anExportNeedsWordsToSealSecretsUnderOrLeavesThemOut() {
    for (String order : new String[] {"{}", "{\"passphrase\":\"a\"}"}) {
      assertThat(code(call("POST", within("/exports"), order))).isEqualTo("400 invalid_request");
    }
    assertThat(
            code(
                call(
                    "POST",
                    within("/exports"),
                    "{\"passphrase\":\"" + WORDS + "\",\"withoutSecrets\":true}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(send("POST", "/exports", "{\"withoutSecrets\":true,\"customers\":[\"7\"]}")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void anExportThatIsRefusedKeepsNoOtherFromBeginning() throws Exception {
    String one = exported(operator, "/exports", SEALED);

    Answer refused = send("POST", "/exports", "{\"withoutSecrets\":true,\"signingKeys\":true}");

    assertThat(code(refused)).isEqualTo("400 invalid_request");
    assertThat(refused.body()).contains("Signing keys are exported under a passphrase only");
    assertThat(good(send("GET", one, ""), 200).get("state").textValue()).isEqualTo("ready");
    assertThat(good(send("GET", "/exports", ""), 200).get("items")).hasSize(1);
    exported(operator, "/exports", SEALED);
  }

  @Test
  void whatWasExportedIsTriedOutAndImportedAgain() throws Exception {
    String one = exported(operator, "/exports", SEALED);
    String file = send("GET", one + "/file", "").body();
    assertThat(file).contains("alice", "mallory");
    server.core().users.delete(acme.id(), alice.id(), Origin.CLI);
    assertThat(put("all.jsonl", file).body()).isEqualTo("{\"name\":\"all.jsonl\"}");
    assertThat(code(put("all.jsonl", file))).isEqualTo("400 invalid_request");
    JsonNode waiting = good(send("GET", "/import-files", ""), 200).get("items").get(0);
    assertThat(waiting.get("bytes").longValue()).isEqualTo(file.length());

    String order = "{\"file\":\"all.jsonl\",\"passphrase\":\"" + WORDS + "\"}";
    String tried = "/imports/" + id(good(send("POST", "/imports", order), 202));
    JsonNode would = over(operator, tried, "/state");
    assertThat(would.get("dryRun").booleanValue()).isTrue();
    assertThat(would.at("/records/user").toString()).isEqualTo("{\"added\":1,\"present\":1}");
    assertThat(server.core().users.find(acme.id(), "alice")).isEmpty();

    String run = "/imports/" + id(good(send("POST", tried + "/run", SEALED), 202));
    JsonNode done = over(operator, run, "/state");
    assertThat(done.get("dryRun").booleanValue()).isFalse();
    assertThat(done.get("complete").booleanValue()).as(done.toString()).isTrue();
    assertThat(server.core().users.find(acme.id(), "alice"))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(alice.id()));
    assertThat(good(send("GET", "/imports", ""), 200).get("items")).hasSize(2);
  }

  private static String id(JsonNode job) {
    return job.get("id").textValue();
  }

  private Answer put(String name, String content) {
    return server.send(
        "PUT",
        "/admin/v1/import-files/" + name,
        content.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + operator);
  }

  @Test
  void whatCannotBeImportedIsSaid() throws Exception {
    assertThat(code(send("POST", "/imports", "{\"file\":\"none.jsonl\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(send("POST", "/imports", "{\"file\":\"a\",\"format\":\"okta\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(send("POST", "/imports/1/run", "{}"))).isEqualTo("404 not_found");
    assertThat(code(send("GET", "/imports/1", ""))).isEqualTo("404 not_found");

    good(put("odd.jsonl", "this is no export\n"), 201);
    String tried =
        "/imports/" + id(good(send("POST", "/imports", "{\"file\":\"odd.jsonl\"}"), 202));
    JsonNode failed = over(operator, tried, "/state");
    assertThat(failed.get("state").textValue()).as(failed.toString()).isEqualTo("failed");
    assertThat(failed.get("message").textValue()).isNotEmpty();
    assertThat(code(send("POST", tried + "/run", "{}"))).isEqualTo("404 not_found");
  }

  @Test
  void faceSecretsAndEpochsAreRenewed() throws Exception {
    String renewal = within("/face-secret-renewal");
    assertThat(code(send("GET", renewal, ""))).isEqualTo("404 not_found");
    good(send("POST", renewal, ""), 202);
    assertThat(over(operator, renewal, "/state").toString())
        .isEqualTo(
            "{\"state\":\"over\",\"secret\":0,\"renewed\":0,\"unreadable\":0,\"resumed\":false}");
    assertThat(code(call("POST", renewal, ""))).isEqualTo("403 insufficient_scope");

    good(send("POST", "/face-epochs", ""), 202);
    JsonNode epochs = over(operator, "/face-epochs", "/change/state");
    assertThat(epochs.at("/change/state").textValue()).isEqualTo("over");
    assertThat(epochs.at("/change/epoch").longValue()).isEqualTo(epochs.at("/items").size());
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'face_epoch_changed'"))
        .isEqualTo(1);
  }

  @Test
  void operatorsAreTold() {
    server.core().lifecycle.operators.add(acme.id(), alice.id(), Origin.CLI);
    assertThat(good(send("GET", "/operators", ""), 200).at("/items/0/userId").textValue())
        .isEqualTo(alice.id().toString());
    assertThat(code(get("/operators"))).isEqualTo("403 insufficient_scope");
    assertThat(code(call("POST", within("/exports"), SEALED))).isEqualTo("400 invalid_request");
  }

  @Test
  void theKeyThatIsRotatedCanBeChosen() {
    assertThat(code(send("POST", "/signing-keys/rotate?algorithm=HS256", "")))
        .isEqualTo("400 invalid_request");
    assertThat(
            good(send("POST", "/signing-keys/rotate?algorithm=RS256", ""), 201)
                .get("algorithm")
                .textValue())
        .isEqualTo("RS256");
  }
}

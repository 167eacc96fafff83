package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.ServedTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApiDocumentsTest extends ServedTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String PATRONS = "/api/v2/patrons";

  private JsonNode document(String path) throws Exception {
    return new ObjectMapper().readTree(server.get(path).body());
  }

  private static Set<String> documented(JsonNode document, String before) {
    Set<String> calls = new TreeSet<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          calls.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + before + path.getKey());
        }
      }
    }
    return calls;
  }

  private Set<String> mounted(String prefix) {
    Set<String> calls = new TreeSet<>();
    for (Route route : server.routes()) {
      // What browsers ask beforehand is no call of its own.
      boolean call = !isPage(route) && route.method() != Method.OPTIONS;
      if (route.path().startsWith(prefix) && call) {
        calls.add(route.method() + " " + route.path());
      }
    }
    return calls;
  }

  /** Pages are for people; a program has no use for a description of them. */
  private static boolean isPage(Route route) {
    return route.path().startsWith("/assets/")
        || route.access() instanceof Access.Page
        || route.access() instanceof Access.SignedIn
        || route.access() instanceof Access.Console;
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  @Test
  void everyMountedCallIsDocumentedAndEveryDocumentedOneMounted() throws Exception {
    Set<String> documented = documented(document("/openapi.json"), "");
    Set<String> mounted = mounted("/");

    assertThat(without(mounted, documented)).as("mounted, not in openapi.yaml").isEmpty();
    assertThat(without(documented, mounted)).as("in openapi.yaml, not mounted").isEmpty();
  }

  @Test
  void thePatronsDocumentHasThatDialectsCalls() throws Exception {
    Set<String> documented = documented(document("/swagger.json"), PATRONS);
    Set<String> mounted = mounted(PATRONS);

    assertThat(without(mounted, documented)).as("mounted, not in patrons.yaml").isEmpty();
    assertThat(without(documented, mounted)).as("in patrons.yaml, not mounted").isEmpty();
  }

  @Test
  void theAddressIsTheBaseUrl() throws Exception {
    JsonNode openApi = document("/openapi.json");
    assertThat(openApi.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(openApi.get("servers").toString()).isEqualTo("[{\"url\":\"https://auth.example\"}]");
    assertThat(openApi.get("info").get("version").asText()).isNotEmpty();

    JsonNode swagger = document("/swagger.json");
    assertThat(swagger.get("swagger").asText()).isEqualTo("2.0");
    assertThat(swagger.get("host").asText()).isEqualTo("auth.example");
    assertThat(swagger.get("basePath").asText()).isEqualTo(PATRONS);
    assertThat(swagger.get("schemes").toString()).isEqualTo("[\"https\"]");
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    for (String path : List.of("/openapi.json", "/swagger.json")) {
      JsonNode document = document(path);
      List<JsonNode> references = document.findValues("$ref");
      assertThat(references).isNotEmpty();
      for (JsonNode reference : references) {
        assertThat(document.at(reference.asText().substring(1)).isMissingNode())
            .as(reference.asText())
            .isFalse();
      }
    }
  }

  @Test
  void everyOperationHasAnIdOfItsOwnASummaryAndAnswers() throws Exception {
    for (String document : List.of("/openapi.json", "/swagger.json")) {
      Set<String> ids = new HashSet<>();
      for (JsonNode operation : operations(document(document))) {
        assertThat(ids.add(operation.get("operationId").asText())).isTrue();
        assertThat(operation.get("summary").asText()).isNotEmpty();
        assertThat(operation.get("responses").size()).isPositive();
      }
    }
  }

  private static List<JsonNode> operations(JsonNode document) {
    List<JsonNode> operations = new ArrayList<>();
    for (JsonNode path : document.get("paths")) {
      for (var operation : path.properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.add(operation.getValue());
        }
      }
    }
    return operations;
  }

  @Test
  void everySecuritySchemeThatIsUsedIsDeclared() throws Exception {
    JsonNode document = document("/openapi.json");
    JsonNode schemes = document.at("/components/securitySchemes");
    for (JsonNode operation : operations(document)) {
      for (JsonNode choice : operation.path("security")) {
        choice.fieldNames().forEachRemaining(name -> assertThat(schemes.has(name)).isTrue());
      }
    }
  }
}

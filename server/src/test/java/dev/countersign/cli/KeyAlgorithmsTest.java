package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyAlgorithmsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void start() {
    shell = new CommandRun(folder);
    TestServer.start(folder).close();
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    return JSON.readTree(outcome.out());
  }

  @Test
  void eachAlgorithmIsRotatedByItself() throws IOException {
    JsonNode first = json(shell.run("key", "rotate", "--json"));
    JsonNode second = json(shell.run("key", "rotate", "--algorithm", "ES256", "--json"));

    assertThat(first.get("algorithm").asText()).isEqualTo("RS256");
    assertThat(second.get("algorithm").asText()).isEqualTo("ES256");
    assertThat(second.get("state").asText()).isEqualTo("pending");
    JsonNode listed = json(shell.run("key", "list", "--json"));
    assertThat(listed.findValuesAsText("algorithm"))
        .containsExactlyInAnyOrder("RS256", "RS256", "ES256");
  }

  @Test
  void anAlgorithmThatDoesNotSignHereIsAMistake() {
    for (String algorithm : new String[] {"HS256", "none", "PS256"}) {
      assertThat(shell.run("key", "rotate", "--algorithm", algorithm).err())
          .isEqualTo(
              "This server does not sign with " + algorithm + "; use RS256, ES256 or EdDSA.\n");
    }
  }
}

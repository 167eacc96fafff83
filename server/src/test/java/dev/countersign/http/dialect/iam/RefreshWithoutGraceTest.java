package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshWithoutGraceTest extends IamServer {
  @Override
  TestServer start(Path folder) {
    return TestServer.start(folder, Map.of("refresh.grace", "0s"));
  }

  @Test
  void theTokenBeforeIsReuseAtOnce() {
    String first = client.signIn("alice").refresh();
    client.refresh(first);

    assertThat(IamClient.code(client.tryRefresh(first))).isEqualTo("401 refresh_token_reused");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }
}

package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChallengeTest extends IamServer {
  @Test
  void anybodyGetsANonceForAnyDeviceAndNothingIsWritten() {
    Answer answer = server.post(IamClient.CHALLENGE, "{\"deviceKey\":\"cs_00\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches("\\{\"nonce\":\"\\d{13}\\.[\\w-]{22}\\.[\\w-]{43}\",\"expiresIn\":300}");
    assertThat(client.nonce("cs_00")).isNotEqualTo(client.nonce("cs_00"));
    assertThat(server.count("SELECT count(*) FROM used_nonce")).isZero();
  }

  @Test
  void malformedRequestsAreRefused() {
    for (String body : List.of("{}", "{\"deviceKey\":\"x\"}", "{\"deviceKey\":1}", "")) {
      assertThat(IamClient.code(server.post(IamClient.CHALLENGE, body)))
          .as(body)
          .isEqualTo("400 invalid_request");
    }
  }
}

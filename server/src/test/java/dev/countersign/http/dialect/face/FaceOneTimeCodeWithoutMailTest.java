package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** A server without a mail host cannot tell anybody a code that holds for five minutes. */
class FaceOneTimeCodeWithoutMailTest extends FacePictureTest {
  @Test
  void aScoreALittleTooLowIsRefusedAndNoCodeIsSaidToBeSent() {
    enrolled("clara", Portraits.CLARA);
    set("\"otpccheckifScorebelowThreshold\":\"yes\"");

    Answer answer = authenticate("clara", Portraits.DORA);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"userName\":\"clara\",\"faceOriginal\":\"\","
                + "\"authenticationStatus\":\"failure\","
                + "\"message\":\"User is not authenticated\",\"status\":\"422\"}}");
    assertThat(server.count("SELECT count(*) FROM one_time_code")).isZero();
    assertThat(server.count("SELECT count(*) FROM outbox WHERE kind = 'mail'")).isZero();
  }
}

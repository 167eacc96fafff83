package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Portal.Kind;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** A portal of a server without a mail host says of no code that it was sent. */
class PortalWithoutMailTest extends PortalStage {
  @Test
  void aFaceThatIsNotQuiteAlikeIsRefusedAndNoCodeIsAskedFor() {
    enrol(Portraits.CLARA);
    Answer set = call("/settings/change", "\"otpccheckifScorebelowThreshold\":\"yes\"");
    assertThat(set.status()).as(set.body()).isEqualTo(200);

    Answer refused = send(path(portal(Kind.AUTHENTICATE)), Portraits.DORA.file());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .doesNotContain("A code was sent to your e-mail address", "Code from your mail");
    assertThat(server.count("SELECT count(*) FROM one_time_code")).isZero();
  }
}

package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PatronRecordTest extends PatronsCalls {
  @Test
  void aPatronReadsItsOwnRecord() {
    Answer answer = record(acme, token());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"id":"%s","username":"acme","created":"2026-11-22T03:04:05.678Z"}\
            """
                .formatted(acme.id()));
  }

  @Test
  void anothersRecordAndAnUnknownOneAreAnsweredAlike() {
    Customer globex = server.customer("globex");
    String token = token();
    assertThat(record(globex, token).body()).isEqualTo(ANOTHERS);
    for (String id : new String[] {"1", "0" + acme.id(), "me", "%00", acme.id() + "%20"}) {
      Answer answer = server.get("/api/v2/patrons/" + id, "Authorization", token);
      assertThat(answer.status()).as(id).isIn(400, 401);
      assertThat(answer.body()).doesNotContain("acme");
    }
    assertThat(record(globex, token("globex", TestServer.PASSWORD)).status()).isEqualTo(200);
  }

  @Test
  void aPersonsTokenIsNotTaken() {
    assertThat(record(acme, personsToken(acme, "alice")).body()).isEqualTo(INVALID_TOKEN);
  }

  @Test
  void aKeyThatIsSentAsATokenIsToldFromOne() {
    String key = GeneratedKey.generate(new SecureRandom(), 7).text();
    String told =
        """
        {"error":{"statusCode":401,"name":"Error","message":"This is a key, not a token: exchange it\
         with POST /api/v2/patrons/login","code":"INVALID_TOKEN"}}\
        """;

    assertThat(record(acme, key).status()).isEqualTo(401);
    assertThat(record(acme, key).body()).isEqualTo(told);
    String longest = GeneratedKey.generate(new SecureRandom(), Long.MAX_VALUE).text();
    assertThat(record(acme, longest).body()).isEqualTo(told);
  }

  @Test
  void withoutATokenOneIsAskedFor() {
    Answer answer = server.get("/api/v2/patrons/" + acme.id());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo(AUTHORIZATION_REQUIRED);
  }

  @Test
  void theTokensOfADeletedCustomerAreDead() {
    String token = token();
    server.core().customers.delete(acme, Origin.CLI);
    assertThat(record(acme, token).body()).isEqualTo(INVALID_TOKEN);
  }
}

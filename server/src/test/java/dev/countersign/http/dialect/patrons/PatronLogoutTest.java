package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatronLogoutTest extends PatronsCalls {
  private static final String PATH = "/api/v2/patrons/logout";

  private Answer logout(String query, String... headers) {
    return server.send("POST", PATH + query, new byte[0], headers);
  }

  @Test
  void aTokenFromAnySourceIsDeadAtOnce() {
    for (int source = 0; source < 7; source++) {
      String token = token();
      assertThat(record(acme, token).status()).isEqualTo(200);
      Answer answer = from(source, token);
      assertThat(answer.status()).as("source " + source).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("Content-Type")).isEmpty();
      assertThat(record(acme, token).body()).isEqualTo(INVALID_TOKEN);
      assertThat(from(source, token).body()).isEqualTo(INVALID_TOKEN);
    }
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM access_token")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'sign_out'"))
        .isEqualTo(7);
  }

  private Answer from(int source, String token) {
    byte[] form = ("access_token=" + token).getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    return switch (source) {
      case 0 -> logout("?access_token=" + token);
      case 1 -> logout("", "Authorization", token);
      case 2 -> logout("", "Authorization", "bearer " + token);
      case 3 -> logout("", "Authorization", "Bearer " + base64);
      case 4 -> logout("", "X-Access-Token", token);
      case 5 -> server.post(PATH, "{\"access_token\":\"" + token + "\"}");
      default ->
          server.send("POST", PATH, form, "Content-Type", "application/x-www-form-urlencoded");
    };
  }

  @Test
  void onlyThePresentedTokenDies() {
    String one = token();
    String other = token();
    assertThat(logout("", "Authorization", one).status()).isEqualTo(204);
    assertThat(record(acme, other).status()).isEqualTo(200);
  }

  @Test
  void withoutATokenOneIsAskedFor() {
    for (Answer answer :
        List.of(
            logout(""),
            logout("?access_token="),
            logout("", "Authorization", ""),
            server.post(PATH, "{\"access_token\":null}"))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo(AUTHORIZATION_REQUIRED);
    }
  }

  @Test
  void whatIsNoTokenOfACustomerIsUnknown() {
    String person = personsToken(acme, "alice");
    for (Answer answer :
        List.of(
            logout("", "Authorization", "x".repeat(64)),
            logout("", "Authorization", "Basic YWNtZTp4"),
            logout("", "Authorization", "Bearer"),
            logout("", "Authorization", person),
            logout("", "Authorization", "Bearer " + person),
            logout("?access_token=" + person),
            logout("?access_token=%27%20OR%201%3D1"))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo(INVALID_TOKEN);
    }
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
  }

  @Test
  void twoDifferentCredentialsAreRefusedAndTheSameOneTwiceIsNot() {
    String one = token();
    String other = token();
    String message =
        """
        {"error":{"statusCode":400,"name":"Error","message":"The request carries two different\
         credentials; send one","code":"BAD_REQUEST"}}\
        """;
    for (Answer answer :
        List.of(
            logout("?access_token=" + one, "Authorization", other),
            logout("", "X-Access-Token", one, "Authorization", other),
            logout("", "Authorization", one, "Authorization", other),
            logout("?access_token=" + one, "Authorization", "Basic YWNtZTp4"))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo(message);
    }
    assertThat(logout("?access_token=" + one + "&access_token=" + one).status()).isEqualTo(400);
    assertThat(logout("?access_token=" + one, "Authorization", "Bearer " + one).status())
        .isEqualTo(204);
    assertThat(record(acme, other).status()).isEqualTo(200);
  }
}

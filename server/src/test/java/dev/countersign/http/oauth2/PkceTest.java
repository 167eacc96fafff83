package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof Key for Code Exchange (RFC 7636), from the browser to the token endpoint. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PkceTest {
  private static OAuthStage stage;
  private static Party confidential;
  private static Party app;
  private static PageClient browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    confidential = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    app = stage.publicClient(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    browser = new PageClient(stage.server);
    browser.signIn("alice");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static Map<String, String> authorize(Party party, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "client_id",
                party.id(),
                "response_type",
                "code",
                "redirect_uri",
                OAuthStage.REDIRECT,
                "scope",
                "openid"));
    all.addAll(List.of(more));
    String query = OAuthStage.encoded(all.toArray(String[]::new));
    return Provider.sent(browser.get("/oauth2/authorize?" + query), OAuthStage.REDIRECT + "?");
  }

  private static String code(Party party, String... more) {
    return String.valueOf(authorize(party, more).get("code"));
  }

  private static String challenged(Party party) {
    return code(party, "code_challenge", OAuthStage.CHALLENGE, "code_challenge_method", "S256");
  }

  private static Answer redeem(Party party, String code, String... verifier) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                OAuthStage.REDIRECT));
    all.addAll(List.of(verifier));
    return stage.token(party, all.toArray(String[]::new));
  }

  private static void refused(Answer answer, String what) {
    assertThat(answer.status()).as(what).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).as(what).containsEntry("error", "invalid_grant");
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).as(what).isZero();
  }

  /**
   * RFC 9700, section 2.1.1: both ways of leaving half of the proof out. The first would let a
   * stolen code in, the second is the mark of a request whose challenge somebody took away.
   */
  @Test
  void halfAProofIsNone() {
    for (Party party : List.of(confidential, app)) {
      String code = challenged(party);
      refused(redeem(party, code), "no verifier");
      refused(redeem(party, code, "code_verifier", ""), "an empty verifier");
    }
    refused(
        redeem(confidential, code(confidential), "code_verifier", OAuthStage.VERIFIER),
        "no challenge");
  }

  @Test
  void aVerifierHasItsLengthAndItsAlphabet() {
    String code = challenged(confidential);
    String verifier = OAuthStage.VERIFIER;
    for (String wrong :
        List.of(
            verifier.substring(1),
            verifier + "x",
            "a".repeat(42),
            "a".repeat(43),
            "a".repeat(128),
            "a".repeat(129),
            "a".repeat(4_000),
            verifier.replace('-', '+'),
            verifier.replace('_', '/'),
            verifier + "=",
            " " + verifier,
            verifier + "\n",
            verifier.toUpperCase(java.util.Locale.ROOT),
            "ä".repeat(43),
            OAuthStage.CHALLENGE)) {
      refused(redeem(confidential, code, "code_verifier", wrong), wrong);
    }
    Answer right = redeem(confidential, code, "code_verifier", verifier);
    assertThat(right.status()).as("tries that failed used nothing up").isEqualTo(200);
    redeem(confidential, code, "code_verifier", verifier);
  }

  @Test
  void noRequestGetsByWithLessThanS256() {
    for (List<String> less :
        List.of(
            List.of("code_challenge", OAuthStage.VERIFIER, "code_challenge_method", "plain"),
            // RFC 7636, section 4.3: the default is plain.
            List.of("code_challenge", OAuthStage.CHALLENGE),
            List.of("code_challenge_method", "S256"),
            List.of("code_challenge", OAuthStage.CHALLENGE, "code_challenge_method", "S256 plain"),
            List.of("code_challenge", OAuthStage.CHALLENGE, "code_challenge_method", "none"),
            List.of("code_challenge", OAuthStage.CHALLENGE + "=", "code_challenge_method", "S256"),
            List.of("code_challenge", "a".repeat(42), "code_challenge_method", "S256"),
            List.of("code_challenge", "a".repeat(44), "code_challenge_method", "S256"),
            List.of("code_challenge", "+".repeat(43), "code_challenge_method", "S256"))) {
      for (Party party : List.of(confidential, app)) {
        assertThat(authorize(party, less.toArray(String[]::new)))
            .as(less.toString())
            .containsEntry("error", "invalid_request")
            .doesNotContainKey("code");
      }
    }
    assertThat(authorize(app)).containsEntry("error", "invalid_request");
  }

  /** Somebody puts another's code into a request of their own; the verifier is not that code's. */
  @Test
  void aCodeOfAnotherRequestIsOfNoUse() {
    String stolen =
        code(confidential, "code_challenge", "a".repeat(43), "code_challenge_method", "S256");

    refused(redeem(confidential, stolen, "code_verifier", OAuthStage.VERIFIER), "injected");
    refused(redeem(app, stolen, "code_verifier", OAuthStage.VERIFIER), "another client");
  }

  /** RFC 6749, section 4.1.2, with every token of the code, and the session behind them. */
  @Test
  void aCodeThatIsUsedTwiceTakesEverythingBack() {
    String code =
        code(
            confidential,
            "code_challenge",
            OAuthStage.CHALLENGE,
            "code_challenge_method",
            "S256",
            "prompt",
            "none");
    String[] verifier = {"code_verifier", OAuthStage.VERIFIER};
    Map<String, Object> tokens = OAuthStage.json(redeem(confidential, code, verifier));
    Map<String, Object> renewed =
        OAuthStage.json(
            stage.token(
                confidential,
                "grant_type",
                "refresh_token",
                "refresh_token",
                OAuthStage.text(tokens, "refresh_token")));
    assertThat(stage.lives(renewed.get("access_token"))).isTrue();

    refused(redeem(confidential, code, verifier), "again");

    for (Map<String, Object> some : List.of(tokens, renewed)) {
      String access = OAuthStage.text(some, "access_token");
      String refresh = OAuthStage.text(some, "refresh_token");
      assertThat(stage.lives(access)).isFalse();
      assertThat(stage.post("/oauth2/introspect", confidential, List.of(), "token", access).body())
          .isEqualTo("{\"active\":false}");
      refused(
          stage.token(confidential, "grant_type", "refresh_token", "refresh_token", refresh),
          "refresh");
    }
    assertThat(browser.get("/account").status()).as("the browser stays signed in").isEqualTo(200);
  }
}

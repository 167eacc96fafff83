package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.countersign.domain.Origin;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A face signs its owner in beside a confirmed device, and never alone. */
class FaceSignInTest extends IamServer {
  private static final String CALL = "/v1/iam/auth/sign-in/face";
  private static final String API = "/deepfaceauth/api/v1/basic/";

  private final JWK key = IamClient.p256();
  private String device = "";

  @BeforeEach
  void enrolAlice() {
    Tokens tokens = client.signIn("alice");
    client.confirm(tokens, key);
    device = tokens.deviceKey();
    Answer login =
        server.post(
            API + "login",
            "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    Matcher token = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(login.body());
    assertThat(token.find()).isTrue();
    Answer enrolled =
        server.post(
            API + "enroll",
            IamClient.json(
                Map.of(
                    "customerName", "acme",
                    "url", Portraits.ANNA.data(),
                    "enrolledUrl", server.core().enrolmentLinks.url(acme.id(), alice.enrolment()))),
            "Authorization",
            token.group(1));
    assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
  }

  private Answer signIn(String userName, String image, String proof) {
    return server.post(
        CALL,
        IamClient.json(
            Map.of(
                "userName", userName,
                "image", image,
                "deviceKey", device,
                "deviceProof", proof)));
  }

  private String proof() {
    return client.proof(key, device);
  }

  @Test
  void theFaceAndTheDeviceTogetherDo() {
    Tokens tokens = IamClient.tokens(signIn("Alice", Portraits.ANNA_AGAIN.data(), proof()));

    assertThat(tokens.deviceKey()).isEmpty();
    assertThat(client.verifiedClaims(tokens.id()))
        .containsEntry("amr", List.of("face", "swk"))
        .containsEntry("sub", alice.id().toString());
    assertThat(client.status(tokens)).isEqualTo(200);
    assertThat(client.tryRefresh(tokens.refresh(), device, proof()).status()).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session WHERE amr = 'face swk'")).isEqualTo(1);
  }

  @Test
  void plainBase64IsTaken() {
    String image = Base64.getEncoder().encodeToString(Portraits.ANNA_AGAIN.file());

    assertThat(signIn("alice", image, proof()).status()).isEqualTo(200);
  }

  @Test
  void everythingElseIsAnsweredAlike() {
    server.user(acme, "bob");
    String anna = Portraits.ANNA_AGAIN.data();
    String used = proof();
    assertThat(signIn("alice", anna, used).status()).isEqualTo(200);

    Answer wrongFace = signIn("alice", Portraits.BERT.data(), proof());
    assertThat(IamClient.code(wrongFace)).isEqualTo("401 invalid_credentials");
    for (Answer answer :
        List.of(
            signIn("alice", anna, used),
            signIn("alice", anna, client.proof(IamClient.p256(), device)),
            signIn("alice", Portraits.NOBODY.data(), proof()),
            signIn("bob", anna, proof()),
            signIn("nobody", anna, proof()))) {
      assertThat(answer.body()).isEqualTo(wrongFace.body());
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(
            server.count(
                "SELECT count(*) FROM audit_event"
                    + " WHERE kind = 'sign_in' AND outcome = 'wrong_credentials'"))
        .isEqualTo(6);
  }

  @Test
  void aFaceAloneIsMalformedAndNothingIsFetched() {
    Answer alone =
        server.post(
            CALL, IamClient.json(Map.of("userName", "alice", "image", Portraits.ANNA.data())));
    assertThat(IamClient.code(alone)).isEqualTo("400 invalid_request");
    assertThat(IamClient.code(signIn("alice", "https://example.org/a.jpg", proof())))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void wrongFacesAreSlowedDown() {
    int last = 0;
    for (int i = 0; i < 8 && last != 429; i++) {
      last = signIn("alice", Portraits.BERT.data(), proof()).status();
    }

    assertThat(last).isEqualTo(429);
  }

  @Test
  void withoutAProvenDeviceNoPictureIsReadAndTheAttemptCounts() {
    // Whatever would read a picture says now that it is busy.
    server.core().faceFeatures.reader.close();
    String anna = Portraits.ANNA_AGAIN.data();
    assertThat(signIn("alice", anna, proof()).status()).isEqualTo(503);

    assertThat(signIn("nobody", anna, proof()).status()).isEqualTo(401);
    int last = 401;
    int tries = 0;
    for (; tries < 30 && last == 401; tries++) {
      last = signIn("alice", anna, client.proof(IamClient.p256(), device)).status();
    }
    assertThat(tries).isGreaterThan(1);
    assertThat(last).isEqualTo(429);
  }

  @Test
  void whoIsBlacklistedOrDisabledIsNotSignedIn() {
    server.core().users.blacklist(acme.id(), alice.id(), Origin.CLI);
    assertThat(signIn("alice", Portraits.ANNA.data(), proof()).status()).isEqualTo(401);
    server.core().users.whitelist(acme.id(), alice.id(), Origin.CLI);
    assertThat(signIn("alice", Portraits.ANNA.data(), proof()).status()).isEqualTo(200);
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertThat(signIn("alice", Portraits.ANNA.data(), proof()).status()).isEqualTo(401);
  }
}

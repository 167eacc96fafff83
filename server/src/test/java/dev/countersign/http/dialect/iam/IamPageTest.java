package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.domain.Origin;
import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.testing.DialectPage;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes, or compares, docs/dialects/iam.md. */
class IamPageTest extends IamServer {
  private static final String PREFIX = "/v1/iam";
  private static final String FACE = "/v1/iam/auth/sign-in/face";

  private final ECKey key = IamClient.p256();
  private DialectPage page;
  private String phone = "";

  @BeforeEach
  void begin() {
    page =
        new DialectPage(
            server,
            "iam",
            "IAM dialect",
            """
            `/v1/iam`: a person signs in with a password, or with a face beside a device that proves
            itself, and gets a signed access token, an ID token and a refresh token.

            A token is sent as `Authorization: Bearer <token>` or as `X-Access-Token`. Failures are
            `application/problem+json` (RFC 9457); `code` is what programs look at. 429 and 503 have
            `Retry-After`.
            """);
  }

  @Test
  void thePageIsWhatTheServerAnswers() throws IOException {
    Answer known = signingIn();
    String access = known(known);
    renewing(known);
    asking(access);
    device(access);
    face();
    ending(access);
    accounts();

    page.requireAll(
        PREFIX,
        Set.of(
            "POST /v1/iam/auth/app/getrefreshtoken", "POST /v1/iam/auth/mobile/getrefreshtoken"));
    page.check(getClass());
  }

  private static String body(String password, String more) {
    return "{\"userName\":\"alice\",\"password\":\"" + password + "\"" + more + "}";
  }

  private Answer signingIn() {
    page.part("Signing in", "A device the account was not seen on before gets its keys.");
    Answer first = page.post("", IamClient.SIGN_IN, body(TestServer.PASSWORD, ""));
    name("first ", first);
    page.named("device group key", first, "/newDeviceMetadata/deviceGroupKey");
    String device = page.named("device key", first, "/newDeviceMetadata/deviceKey");
    page.post(
        "An unknown person and a wrong password are answered alike.",
        IamClient.SIGN_IN,
        body("a wrong guess", ""));
    page.post("A field is missing.", IamClient.SIGN_IN, "{\"userName\":\"alice\"}");
    return page.post(
        "The device names itself, in the body or as `X-Device-Key`.",
        IamClient.SIGN_IN,
        body(TestServer.PASSWORD, ",\"deviceKey\":\"" + device + "\""));
  }

  private String known(Answer answer) {
    name("", answer);
    IamClient.Tokens tokens = IamClient.tokens(answer);
    return tokens.access();
  }

  private void name(String which, Answer answer) {
    page.named(which + "access token", answer, "/accessToken");
    page.named(which + "ID token", answer, "/idToken");
    page.named(which + "refresh token", answer, "/refreshToken");
  }

  private void renewing(Answer known) {
    String refresh = IamClient.tokens(known).refresh();
    page.part(
        "Renewing",
        """
        Every refresh token is good once; `mobile` and `app` may stand for `web`. One that was used
        before ends the session, apart from a repetition within the grace period. Where the device is
        confirmed, `deviceKey` and `deviceProof` are needed too.
        """);
    Answer renewed = page.post("", IamClient.REFRESH, "{\"refreshToken\":\"" + refresh + "\"}");
    name("next ", renewed);
    page.post("Anything else:", IamClient.REFRESH, "{\"refreshToken\":\"something else\"}");
  }

  private void asking(String access) {
    page.part(
        "Asking about a token", "Answered from the session: a token is dead once it is ended.");
    page.get("", IamClient.STATUS, "Authorization", "Bearer " + access);
    page.get("", IamClient.VALIDATE, "Authorization", "Bearer " + access);
    page.get("Without a token:", IamClient.VALIDATE);
    page.get("With one that is not good:", IamClient.VALIDATE, "X-Access-Token", "something else");
  }

  private void device(String access) {
    String bearer = "Bearer " + access;
    page.part(
        "Devices",
        """
        A device is confirmed by proving that it has a key (P-256 or Ed25519) whose public half it
        sends. The proof is a JWS with `typ` `device-proof+jwt` over `aud` (the base URL), `nonce` (of
        a challenge, good once), `deviceKey` and `iat`. From then on it signs in and renews with a
        proof of the same kind.
        """);
    Answer first = client.trySignIn("alice", TestServer.PASSWORD);
    phone = page.named("new device's key", first, "/newDeviceMetadata/deviceKey");
    String own = page.named("new device's access token", first, "/accessToken");
    Answer challenge = page.post("", IamClient.CHALLENGE, "{\"deviceKey\":\"" + phone + "\"}");
    page.named("nonce", challenge, "/nonce");
    String proof = page.named("proof", client.proof(key, phone));
    page.named("x", key.getX().toString());
    page.named("y", key.getY().toString());
    page.post(
        "",
        IamClient.CONFIRM,
        """
        {"deviceKey":"%s","deviceName":"Alice's telephone","publicKey":
        {"kty":"EC","crv":"P-256","x":"%s","y":"%s"},"proof":"%s"}
        """
            .formatted(phone, key.getX(), key.getY(), proof),
        "Authorization",
        "Bearer " + own);
    page.get("", IamClient.DEVICES, "Authorization", bearer);
    Answer forgotten = client.trySignIn("alice", TestServer.PASSWORD);
    String other = page.named("other device's key", forgotten, "/newDeviceMetadata/deviceKey");
    page.send(
        "Forgets a device, and ends its sessions.",
        "DELETE",
        IamClient.DEVICES + "/" + other,
        "",
        "Authorization",
        bearer);
    page.send(
        "There is none of that key any more:",
        "DELETE",
        IamClient.DEVICES + "/" + other,
        "",
        "Authorization",
        bearer);
  }

  private void face() {
    page.part(
        "Signing in with a face",
        """
        Only beside the proof of a confirmed device. `image` is a picture in Base64 or a `data:` URL.
        An unknown person, an unknown device, a false proof and a wrong face are answered alike.
        """);
    String picture = page.named("picture", Portraits.ANNA.data());
    enrol(picture);
    String again = page.named("another picture", Portraits.ANNA_AGAIN.data());
    Answer signedIn = page.post("", FACE, face(again, page.named("proof for it", proof())));
    name("face's ", signedIn);
    String other = page.named("somebody else's picture", Portraits.BERT.data());
    page.post("Somebody else:", FACE, face(other, page.named("next proof", proof())));
  }

  private String proof() {
    return client.proof(key, phone);
  }

  private String face(String picture, String proof) {
    return "{\"userName\":\"alice\",\"image\":\"%s\",\"deviceKey\":\"%s\",\"deviceProof\":\"%s\"}"
        .formatted(picture, phone, proof);
  }

  private void enrol(String picture) {
    EnrolmentResult result =
        server
            .core()
            .faceFeatures
            .enrolment
            .enrol(
                EnrolmentRequest.attested(
                    acme.id(),
                    server.core().enrolmentLinks.url(acme.id(), alice.enrolment()),
                    List.of(picture),
                    EnrolmentRequest.Kind.FIRST,
                    (_, _) -> new byte[0],
                    Origin.CLI));
    assertThat(result).isInstanceOf(EnrolmentResult.Enrolled.class);
  }

  private void ending(String access) {
    page.part("Signing out", "Ends the session with all its tokens.");
    page.get("", "/v1/iam/auth/logout", "Authorization", "Bearer " + access);
    page.get("The token is dead:", IamClient.VALIDATE, "Authorization", "Bearer " + access);
  }

  private void accounts() {
    page.part(
        "Accounts",
        """
        An account comes to be once its address is confirmed by the link that is mailed. Whether
        there is an account already is not to be told from these answers. Links and codes are good
        once; a link that was never made is 404, one that is too old 410.
        """);
    page.post(
        "",
        "/v1/iam/auth/sign-up/web",
        "{\"email\":\"carol@example.org\",\"userName\":\"carol\",\"password\":\""
            + TestServer.PASSWORD
            + "\"}");
    page.get("The mail is sent again.", "/v1/iam/auth/email/regenerate?email=carol@example.org");
    page.get(
        "The link of the mail answers 200; this one was never made:",
        "/v1/iam/auth/email/verification?token=" + "A".repeat(64) + "&user=carol");
    page.post(
        "A code to choose a new password with is mailed.",
        "/v1/iam/auth/password/forgot",
        "{\"userName\":\"alice\"}");
    page.post(
        "The right code answers 200 and ends every other session; a wrong one:",
        "/v1/iam/auth/password/confirm",
        "{\"userName\":\"alice\",\"confirmationCode\":\"something else\",\"password\":\""
            + TestServer.PASSWORD
            + "\"}");
  }
}

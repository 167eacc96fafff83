package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client is told of at its redirect URI. */
class AuthorizeChecksTest extends ProviderTest {
  @BeforeEach
  void start() {
    provider.signIn();
  }

  private void refused(Answer answer, String error) {
    Map<String, String> sent = Provider.sent(answer);
    assertThat(sent.keySet()).containsExactly("error", "error_description", "state", "iss");
    assertThat(sent)
        .containsEntry("error", error)
        .containsEntry("state", "af0ifjsldkj")
        .containsEntry("iss", Provider.ISS);
    // RFC 6749, section 4.1.2.1: "Values for the "error_description" parameter MUST NOT include
    // characters outside the set %x20-21 / %x23-5B / %x5D-7E."
    assertThat(sent.get("error_description")).matches("[ !#-\\[\\]-~]+");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_code")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "response_type,     '',                  invalid_request",
    "response_type,     token,               unsupported_response_type",
    "response_type,     id_token,            unsupported_response_type",
    "response_type,     code id_token,       unsupported_response_type",
    "response_type,     code code,           unsupported_response_type",
    "response_type,     none,                unsupported_response_type",
    "response_mode,     jwt,                 invalid_request",
    "response_mode,     QUERY,               invalid_request",
    "scope,             openid admin,        invalid_scope",
    "scope,             OPENID,              invalid_scope",
    "prompt,            none login,          invalid_request",
    "prompt,            consent none,        invalid_request",
    "prompt,            often,               invalid_request",
    "max_age,           -1,                  invalid_request",
    "max_age,           soon,                invalid_request",
    "max_age,           1.5,                 invalid_request",
    "claims,            [],                  invalid_request",
    "claims,            {,                   invalid_request",
    "claims,            '{\"id_token\": 1}', invalid_request",
    "id_token_hint,     x.y.z,               invalid_request",
    "registration,      {},                  registration_not_supported",
    "request_uri,       https://app.example/r, request_uri_not_supported",
    "request_uri,       urn:ietf:params:oauth:request_uri:x, invalid_request_uri",
    "request,           x.y.z,               invalid_request_object",
    "resource,          relative,            invalid_target",
    "resource,          https://api.example/#part, invalid_target",
    "dpop_jkt,          short,               invalid_request",
    "code_challenge,    E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, invalid_request",
    "code_challenge_method, S256,            invalid_request",
  })
  void theClientIsToldWhatIsWrong(String name, String value, String error) {
    refused(provider.authorize(provider.client(), name, value), error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response_type=code",
        "scope=openid",
        "nonce=a&nonce=b",
        "prompt=login&prompt=login",
        "unknown=1&unknown=2"
      })
  void aParameterThatIsSentTwiceIsRefused(String more) {
    refused(provider.browser.get(Provider.path(provider.client()) + "&" + more), "invalid_request");
  }

  @Test
  void aStateThatIsSentTwiceIsNotSentBack() {
    Answer answer = provider.browser.get(Provider.path(provider.client()) + "&state=other");

    assertThat(Provider.sent(answer))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("state");
  }

  @Test
  void severalResourcesMayBeNamed() {
    Answer answer =
        provider.browser.get(
            Provider.path(provider.client(), "resource", "https://one.example/")
                + "&resource=https%3A%2F%2Ftwo.example%2F");

    assertThat(Provider.sent(answer)).containsKey("code");
  }

  @Test
  void aResourceThatTheClientMayNotNameIsRefused() {
    Client client =
        provider.client(settings -> settings.resources(List.of("https://api.example/")));

    refused(provider.authorize(client, "resource", "https://other.example/"), "invalid_target");
  }

  @Test
  void aClientWithoutTheGrantGetsNoCode() {
    Client client =
        provider.client(settings -> settings.grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS)));

    refused(provider.authorize(client), "unauthorized_client");
  }

  @Test
  void aPublicClientMustUsePkce() {
    refused(provider.authorize(provider.publicClient(Provider.REDIRECT)), "invalid_request");
  }

  @Test
  void aClientOfTheStricterProfileMustUsePkce() {
    Client client = provider.client(settings -> settings.dpopBoundAccessTokens(true));

    refused(provider.authorize(client), "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "s256", "S512"})
  void noOtherMethodOfPkceIsTaken(String method) {
    Client client = provider.publicClient(Provider.REDIRECT);

    refused(
        provider.authorize(
            client, "code_challenge", Provider.CHALLENGE, "code_challenge_method", method),
        "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=", "E9Melhoa2OwvFrEMTJguC"})
  void aChallengeThatIsNoDigestIsRefused(String challenge) {
    refused(
        provider.authorize(
            provider.client(), "code_challenge", challenge, "code_challenge_method", "S256"),
        "invalid_request");
  }

  @Test
  void aConfidentialClientMayUsePkceToo() {
    Answer answer =
        provider.authorize(
            provider.client(),
            "code_challenge",
            Provider.CHALLENGE,
            "code_challenge_method",
            "S256");

    assertThat(Provider.sent(answer)).containsKey("code");
    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .contains(Provider.CHALLENGE);
  }

  @Test
  void aClientThatMustPushMaySendNothingElse() {
    Client client = provider.client(settings -> settings.requirePushedAuthorizationRequests(true));

    refused(provider.authorize(client), "invalid_request");
  }

  @Test
  void aClientThatMustSignMaySendNothingElse() {
    Client client = provider.client(settings -> settings.requireSignedRequestObject(true));

    refused(provider.authorize(client), "invalid_request");
  }

  @Test
  void aPlainOAuthRequestIsAnsweredToo() {
    assertThat(Provider.sent(provider.authorize(provider.client(), "scope", "")))
        .containsKey("code");
  }
}

package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.testing.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * RFC 9207, section 2: "In authorization responses to the client, including error responses, an
 * authorization server supporting this specification MUST indicate its identity by including the
 * iss parameter in the response." A client that talks to several servers tells mixed up answers by
 * it.
 */
class IssuerInResponsesTest extends ProviderTest {
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  @BeforeEach
  void start() {
    provider.signIn();
  }

  /** What is wrong with each request, and what the client is told. */
  private static final List<List<String>> ERRORS =
      List.of(
          List.of("invalid_request", "prompt", "often"),
          List.of("invalid_request", "nonce", "n".repeat(3000)),
          List.of("unsupported_response_type", "response_type", "token"),
          List.of("invalid_scope", "scope", "openid nonsense"),
          List.of("login_required", "prompt", "none", "max_age", "0"),
          List.of("invalid_request_object", "request", "x.y.z"),
          List.of("invalid_request_uri", "request_uri", "urn:ietf:params:oauth:request_uri:x"),
          List.of("request_uri_not_supported", "request_uri", "https://app.example/r"),
          List.of("registration_not_supported", "registration", "{}"),
          List.of("invalid_target", "resource", "relative"),
          List.of("invalid_request", "code_challenge", "x", "code_challenge_method", "plain"));

  @Test
  void everyErrorInEveryModeNamesTheIssuerOnce() {
    Client client = provider.client();
    for (String mode : List.of("query", "fragment", "form_post")) {
      for (List<String> error : ERRORS) {
        List<String> more = new ArrayList<>(error.subList(1, error.size()));
        more.addAll(List.of("response_mode", mode));
        Map<String, String> sent =
            received(mode, provider.authorize(client, more.toArray(String[]::new)));
        assertThat(sent)
            .as(mode + " " + error)
            .containsEntry("error", error.getFirst())
            .containsEntry("iss", Provider.ISS)
            .containsEntry("state", "af0ifjsldkj")
            .doesNotContainKey("code");
      }
    }
  }

  @Test
  void everyCodeInEveryModeComesWithTheIssuer() {
    Client client = provider.client();
    for (String mode : List.of("query", "fragment", "form_post")) {
      assertThat(received(mode, provider.authorize(client, "response_mode", mode)).keySet())
          .containsExactly("code", "state", "iss");
    }
  }

  @Test
  void whatIsAnsweredAfterThePagesNamesTheIssuerToo() {
    Client client =
        provider.client(settings ->
            settings.consent(dev.countersign.domain.ClientSettings.ConsentPolicy.EXPLICIT));
    assertThat(Provider.sent(provider.authorize(client, "prompt", "none")))
        .containsEntry("error", "consent_required")
        .containsEntry("iss", Provider.ISS);
    String flow = Provider.flow(provider.authorize(client), "/consent");
    provider.deny(flow);
    assertThat(Provider.sent(provider.browser.get("/oauth2/authorize?flow=" + flow)))
        .containsEntry("error", "access_denied")
        .containsEntry("iss", Provider.ISS);
  }

  @Test
  void whoMayNotAskAtAllIsToldByWhom() {
    Client client =
        provider.client(settings -> settings.grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS)));
    assertThat(Provider.sent(provider.authorize(client)))
        .containsEntry("error", "unauthorized_client")
        .containsEntry("iss", Provider.ISS);
  }

  /**
   * RFC 9207, section 2.4: the client compares it with "the issuer identifier of the authorization
   * server where the authorization request was sent to"; section 2: the value is "a URL that uses
   * the "https" scheme without any query or fragment components", and the metadata's own.
   */
  @Test
  void theIssuerIsThatOfTheMetadataAndOfTheTokens() {
    String metadata = provider.server.get("/.well-known/oauth-authorization-server").body();

    assertThat(Provider.ISS).matches("https://[^?#]+");
    assertThat(metadata)
        .contains(
            "\"issuer\":\"" + Provider.ISS + "\"",
            "\"authorization_response_iss_parameter_supported\":true");
  }

  /** RFC 6749, section 10.12; what a client did not send cannot come back changed. */
  @Test
  void noParameterOfTheRequestButTheStateComesBack() {
    Map<String, String> sent =
        Provider.sent(
            provider.authorize(
                provider.client(),
                "iss",
                "https://evil.example",
                "code",
                "planted",
                "error",
                "planted",
                "session_state",
                "x"));

    assertThat(sent.keySet()).containsExactly("code", "state", "iss");
    assertThat(sent).containsEntry("iss", Provider.ISS);
    assertThat(sent.get("code")).isNotEqualTo("planted");
  }

  private static Map<String, String> received(String mode, Answer answer) {
    return switch (mode) {
      case "query" -> Provider.sent(answer, Provider.REDIRECT + "?");
      case "fragment" -> Provider.sent(answer, Provider.REDIRECT + "#");
      default -> posted(answer);
    };
  }

  private static Map<String, String> posted(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("action=\"" + Provider.REDIRECT + "\"");
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    Matcher found = FIELD.matcher(answer.body());
    while (found.find()) {
      assertThat(fields.put(found.group(1), found.group(2))).as("once").isNull();
    }
    return fields;
  }
}

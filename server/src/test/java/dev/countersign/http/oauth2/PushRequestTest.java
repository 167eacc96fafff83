package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRequestTest extends ProviderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String URN = "urn:ietf:params:oauth:request_uri:";

  private Client client;

  @BeforeEach
  void start() {
    client =
        provider.withSecret(
            provider.client(settings -> settings.requirePushedAuthorizationRequests(true)));
    provider.signIn();
  }

  private static Map<String, String> parameters(String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("redirect_uri", Provider.REDIRECT);
    parameters.put("scope", "openid");
    parameters.put("state", "pushed");
    parameters.put("code_challenge", Provider.CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    parameters.values().removeIf(String::isEmpty);
    return parameters;
  }

  private Answer push(String form, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return provider.server.send(
        "POST", "/oauth2/par", form.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }

  private Answer pushed(String... more) {
    return push(
        Provider.encoded(parameters(more)),
        "Authorization",
        Tokens.basic(client.id().toString(), Provider.SECRET));
  }

  private String requestUri() throws Exception {
    return JSON.readTree(pushed().body()).get("request_uri").asText();
  }

  private Answer authorize(String requestUri, String... more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", client.id().toString());
    query.put("request_uri", requestUri);
    for (int i = 0; i < more.length; i += 2) {
      query.put(more[i], more[i + 1]);
    }
    return provider.browser.get("/oauth2/authorize?" + Provider.encoded(query));
  }

  private static void refused(Answer answer, int status, String error) throws Exception {
    assertThat(answer.status()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.get("error").asText()).isEqualTo(error);
    assertThat(body.get("error_description").asText()).isNotEmpty();
  }

  @Test
  void aPushedRequestIsKeptForAMinute() throws Exception {
    Answer answer = pushed();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.get("request_uri").asText()).matches(URN + "[A-Za-z0-9]{64}");
    assertThat(body.get("expires_in").asInt()).isEqualTo(60);
    assertThat(provider.server.rows("SELECT * FROM authorization_request").toString())
        .doesNotContain(body.get("request_uri").asText().substring(URN.length()), Provider.SECRET);
  }

  @Test
  void theRequestUriLeadsToACode() throws Exception {
    assertThat(Provider.sent(authorize(requestUri())))
        .containsKey("code")
        .containsEntry("state", "pushed")
        .containsEntry("iss", Provider.ISS);
  }

  @Test
  void whatIsSentBesideTheRequestUriCountsForNothing() throws Exception {
    Answer answer =
        authorize(
            requestUri(),
            "state",
            "other",
            "scope",
            "openid email",
            "redirect_uri",
            "https://evil.example/",
            "prompt",
            "login");

    assertThat(Provider.sent(answer)).containsKey("code").containsEntry("state", "pushed");
    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .doesNotContain("email");
  }

  @Test
  void aRequestUriIsGoodOnce() throws Exception {
    String requestUri = requestUri();
    Provider.sent(authorize(requestUri));

    Answer again = authorize(requestUri);

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.header("Location")).isEmpty();
    assertThat(again.body()).contains("The request_uri is unknown, used or expired");
  }

  private String pushedForSignIn() throws Exception {
    Map<String, String> form = parameters("prompt", "login");
    Answer answer =
        push(
            Provider.encoded(form),
            "Authorization",
            Tokens.basic(client.id().toString(), Provider.SECRET));
    return JSON.readTree(answer.body()).get("request_uri").asText();
  }

  @Test
  void aPageIsLoadedAnewUntilTheRequestIsAnswered() throws Exception {
    String requestUri = pushedForSignIn();
    String first = Provider.flow(authorize(requestUri), "/sign-in");
    String second = Provider.flow(authorize(requestUri), "/sign-in");

    assertThat(Provider.sent(provider.signInFor(second))).containsKey("code");

    assertThat(authorize(requestUri).body())
        .contains("The request_uri is unknown, used or expired");
    assertThat(provider.signInFor(first).body()).contains("This sign-in is over");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_code")).isOne();
  }

  @Test
  void aPageThatWasLoadedTwiceLeadsToOneAnswerAlsoLater() throws Exception {
    String requestUri = pushedForSignIn();
    String first = Provider.flow(authorize(requestUri), "/sign-in");
    String second = Provider.flow(authorize(requestUri), "/sign-in");
    provider.server.clock().advance(Duration.ofMinutes(10));

    assertThat(Provider.sent(provider.signInFor(first))).containsKey("code");
    assertThat(provider.signInFor(second).body()).contains("This sign-in is over");
  }

  @Test
  void aRequestUriIsGoodForAMinute() throws Exception {
    String requestUri = requestUri();
    provider.server.clock().advance(Duration.ofSeconds(61));

    assertThat(authorize(requestUri).status()).isEqualTo(400);
  }

  @Test
  void aRequestUriIsOfNoUseToAnotherClient() throws Exception {
    String requestUri = requestUri();
    Client own = client;
    client = provider.client();

    assertThat(authorize(requestUri).status()).isEqualTo(400);
    Answer beside =
        provider.authorize(
            client, "request_uri", requestUri, "redirect_uri", "https://own.example/");
    assertThat(beside.status()).isEqualTo(400);
    assertThat(beside.body()).contains("The request_uri is unknown, used or expired");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_code")).isZero();

    client = own;
    assertThat(Provider.sent(authorize(requestUri))).containsKey("code");
  }

  @Test
  void aPersonMaySignInAfterAPushedRequest() throws Exception {
    Map<String, String> form = parameters("prompt", "login");
    Answer answer =
        push(
            Provider.encoded(form),
            "Authorization",
            Tokens.basic(client.id().toString(), Provider.SECRET));
    String requestUri = JSON.readTree(answer.body()).get("request_uri").asText();
    String flow = Provider.flow(authorize(requestUri), "/sign-in");
    provider.server.clock().advance(Duration.ofMinutes(10));

    assertThat(Provider.sent(provider.signInFor(flow))).containsKey("code");
  }

  @Test
  void withoutProofOfTheClientNothingIsKept() throws Exception {
    String form = Provider.encoded(parameters("client_id", client.id().toString()));

    refused(push(form), 401, "invalid_client");
    refused(
        push(form, "Authorization", Tokens.basic(client.id().toString(), "wrong")),
        401,
        "invalid_client");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_request")).isZero();
  }

  @Test
  void aClientCannotPushInAnothersName() throws Exception {
    Client other = provider.client();

    refused(pushed("client_id", other.id().toString()), 400, "invalid_request");
  }

  @Test
  void aPublicClientPushesInItsOwnName() throws Exception {
    Client open = provider.publicClient(Provider.REDIRECT);
    Answer answer = push(Provider.encoded(parameters("client_id", open.id().toString())));

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void whatIsTooLongIsRefusedAndNotKept() throws Exception {
    refused(pushed("nonce", "n".repeat(2049)), 400, "invalid_request");
    refused(pushed("login_hint", "l".repeat(2049)), 400, "invalid_request");
    refused(pushed("state", "s".repeat(2049)), 400, "invalid_request");
    refused(pushed("ui_locales", "u".repeat(8192)), 400, "invalid_request");
    refused(pushed("claims", claims(8193)), 400, "invalid_request");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_request")).isZero();

    assertThat(pushed("claims", claims(8192)).status()).isEqualTo(201);
  }

  private static String claims(int length) {
    String around = "{\"userinfo\":{\"\":null}}";
    return around.replace("\"\"", "\"" + "c".repeat(length - around.length()) + "\"");
  }

  @Test
  void strangersOfOneNetworkPushOnlySoMany(@TempDir Path other) {
    try (Provider strict = new Provider(other, Map.of("throttle.network-requests", "1"))) {
      Client open = strict.publicClient(Provider.REDIRECT);
      byte[] form =
          Provider.encoded(parameters("client_id", open.id().toString()))
              .getBytes(StandardCharsets.UTF_8);
      String[] type = {"Content-Type", "application/x-www-form-urlencoded"};
      assertThat(strict.server.send("POST", "/oauth2/par", form, type).status()).isEqualTo(201);

      Answer second = strict.server.send("POST", "/oauth2/par", form, type);

      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("Retry-After")).isEqualTo("600");
    }
  }

  @Test
  void theSecretOfTheFormIsNotKept() throws Exception {
    client =
        provider.withSecret(
            provider.client(
                settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST)));
    Answer answer =
        push(
            Provider.encoded(
                parameters("client_id", client.id().toString(), "client_secret", Provider.SECRET)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(provider.server.rows("SELECT parameters FROM authorization_request").toString())
        .doesNotContain(Provider.SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "request_uri,   urn:ietf:params:oauth:request_uri:x, invalid_request",
    "redirect_uri,  '',                                  invalid_request",
    "redirect_uri,  https://evil.example/,               invalid_request",
    "response_type, token,                               unsupported_response_type",
    "scope,         openid admin,                        invalid_scope",
    "code_challenge, '',                                 invalid_request",
    "code_challenge_method, plain,                       invalid_request",
    "request,       x.y.z,                               invalid_request_object",
  })
  void whatIsWrongIsToldAtOnce(String name, String value, String error) throws Exception {
    refused(pushed(name, value), 400, error);
    assertThat(provider.server.count("SELECT count(*) FROM authorization_request")).isZero();
  }

  @Test
  void aParameterThatIsSentTwiceIsRefused() throws Exception {
    refused(
        push(
            Provider.encoded(parameters()) + "&scope=openid",
            "Authorization",
            Tokens.basic(client.id().toString(), Provider.SECRET)),
        400,
        "invalid_request");
  }

  @Test
  void onlyPostIsTaken() {
    assertThat(provider.server.get("/oauth2/par").status()).isEqualTo(405);
  }

  @Test
  void aNoteOfOursCannotBePushed() throws Exception {
    Client signing =
        provider.withSecret(provider.client(settings -> settings.requireSignedRequestObject(true)));
    client = signing;

    refused(pushed("!signed", "yes"), 400, "invalid_request");
  }

  @Test
  void severalResourcesMayBePushed() {
    Answer answer =
        push(
            Provider.encoded(parameters("resource", "https://one.example/"))
                + "&resource=https%3A%2F%2Ftwo.example%2F",
            "Authorization",
            Tokens.basic(client.id().toString(), Provider.SECRET));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(provider.server.rows("SELECT parameters FROM authorization_request").toString())
        .contains("https://one.example/", "https://two.example/");
  }

  private Answer proved(String proof, String... more) {
    return push(
        Provider.encoded(parameters(more)),
        "Authorization",
        Tokens.basic(client.id().toString(), Provider.SECRET),
        "DPoP",
        proof);
  }

  @Test
  void aProofBindsTheCodeToItsKey() throws Exception {
    DpopKey key = new DpopKey(provider.server.clock());
    Answer answer = proved(key.proof("POST", "https://auth.example/oauth2/par"));
    assertThat(answer.status()).isEqualTo(201);

    Provider.sent(authorize(JSON.readTree(answer.body()).get("request_uri").asText()));

    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .contains(key.jkt());
  }

  @Test
  void aProofForAnotherRequestIsRefused() throws Exception {
    DpopKey key = new DpopKey(provider.server.clock());

    refused(
        proved(key.proof("POST", "https://auth.example/oauth2/token")), 400, "invalid_dpop_proof");
    refused(proved(key.proof("GET", "https://auth.example/oauth2/par")), 400, "invalid_dpop_proof");
  }

  @Test
  void aProofIsGoodOnce() throws Exception {
    DpopKey key = new DpopKey(provider.server.clock());
    String proof = key.proof("POST", "https://auth.example/oauth2/par");

    assertThat(proved(proof).status()).isEqualTo(201);
    refused(proved(proof), 400, "invalid_dpop_proof");
  }

  @Test
  void aProofWithAnotherKeyThanTheRequestNamesIsRefused() throws Exception {
    DpopKey key = new DpopKey(provider.server.clock());
    String proof = key.proof("POST", "https://auth.example/oauth2/par");
    String other = new DpopKey(provider.server.clock()).jkt();

    refused(proved(proof, "dpop_jkt", other), 400, "invalid_dpop_proof");
  }
}

package dev.countersign.http.oauth2;

import dev.countersign.crypto.DpopProof;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Issuer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.keys.PublishedKeys;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this server can do, for clients to read: OpenID Connect Discovery 1.0, section 3, and RFC
 * 8414, section 2. It is one document at two addresses.
 */
final class Discovery implements Endpoint {
  private static final String CACHE = "public, max-age=300";

  /** Keys are made for these when a client first wants one. */
  private static final List<String> SIGNING =
      List.of(
          SigningAlgorithm.RS256.joseName(),
          SigningAlgorithm.ES256.joseName(),
          SigningAlgorithm.EDDSA.joseName());

  /** RFC 8725, section 3.2: those that clients may sign with; never none, never symmetric. */
  private static final List<String> VERIFIED =
      Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::joseName).toList();

  private static final List<String> CLAIMS =
      List.of(
          "sub",
          "iss",
          "aud",
          "exp",
          "iat",
          "auth_time",
          "nonce",
          "acr",
          "amr",
          "azp",
          "sid",
          "at_hash",
          "name",
          "given_name",
          "family_name",
          "middle_name",
          "nickname",
          "preferred_username",
          "profile",
          "picture",
          "website",
          "gender",
          "birthdate",
          "zoneinfo",
          "locale",
          "updated_at",
          "email",
          "email_verified",
          "phone_number",
          "phone_number_verified",
          "address",
          "groups",
          "roles");

  private final OAuthDialect dialect;
  private final PublishedKeys keys;

  Discovery(OAuthDialect dialect, PublishedKeys keys) {
    this.dialect = dialect;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        route("/.well-known/openid-configuration"),
        route("/.well-known/oauth-authorization-server"));
  }

  private Route route(String path) {
    return new Route(Method.GET, path, dialect, BodyKind.NONE, Access.open(this::described));
  }

  private Reply described(Exchange exchange) {
    String issuer = keys.issuer(exchange.authority()).map(Issuer::baseUrl).orElse("");
    Reply reply = Reply.json(200, document(issuer)).with("Access-Control-Allow-Origin", "*");
    return Conditional.answer(exchange, reply, CACHE);
  }

  private static Map<String, Object> document(String issuer) {
    Map<String, Object> document = new LinkedHashMap<>();
    // RFC 8414, section 3.3: "The "issuer" value returned MUST be identical to the authorization
    // server's issuer identifier value into which the well-known URI string was inserted".
    document.put("issuer", issuer);
    endpoints(document, issuer);
    requests(document);
    tokens(document);
    clients(document);
    return document;
  }

  private static void endpoints(Map<String, Object> document, String issuer) {
    document.put("authorization_endpoint", issuer + "/oauth2/authorize");
    document.put("token_endpoint", issuer + "/oauth2/token");
    document.put("userinfo_endpoint", issuer + "/oauth2/userinfo");
    document.put("jwks_uri", issuer + "/.well-known/jwks.json");
    document.put("registration_endpoint", issuer + "/oauth2/register");
    document.put("pushed_authorization_request_endpoint", issuer + "/oauth2/par");
    document.put("device_authorization_endpoint", issuer + "/oauth2/device_authorization");
    document.put("introspection_endpoint", issuer + "/oauth2/introspect");
    document.put("revocation_endpoint", issuer + "/oauth2/revoke");
    document.put("end_session_endpoint", issuer + "/oauth2/logout");
    document.put("backchannel_logout_supported", true);
    document.put("backchannel_logout_session_supported", true);
  }

  private static void requests(Map<String, Object> document) {
    document.put("response_types_supported", List.of("code"));
    document.put("response_modes_supported", List.of("query", "fragment", "form_post"));
    document.put(
        "grant_types_supported", Arrays.stream(GrantType.values()).map(GrantType::text).toList());
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put(
        "scopes_supported",
        List.of(
            "openid", "profile", "email", "phone", "address", "groups", "roles", "offline_access"));
    document.put(
        "acr_values_supported",
        Arrays.stream(AuthenticationContext.values()).map(AuthenticationContext::text).toList());
    document.put(
        "prompt_values_supported", List.of("none", "login", "consent", "select_account", "create"));
    document.put("display_values_supported", List.of("page", "popup"));
    document.put("ui_locales_supported", List.of("en"));
    document.put("claims_parameter_supported", true);
    document.put("request_parameter_supported", true);
    document.put("request_uri_parameter_supported", false);
    document.put("request_object_signing_alg_values_supported", VERIFIED);
    document.put("require_pushed_authorization_requests", false);
    // RFC 9207, section 3: "Authorization servers supporting this specification MUST set the
    // authorization_response_iss_parameter_supported metadata parameter to true".
    document.put("authorization_response_iss_parameter_supported", true);
  }

  private static void tokens(Map<String, Object> document) {
    document.put("subject_types_supported", List.of("public", "pairwise"));
    document.put("id_token_signing_alg_values_supported", SIGNING);
    document.put("userinfo_signing_alg_values_supported", SIGNING);
    document.put("claim_types_supported", List.of("normal"));
    document.put("claims_supported", CLAIMS);
    document.put(
        "dpop_signing_alg_values_supported",
        DpopProof.ALGORITHMS.stream().map(SigningAlgorithm::joseName).toList());
  }

  private static void clients(Map<String, Object> document) {
    List<String> methods = Arrays.stream(AuthMethod.values()).map(AuthMethod::text).toList();
    // RFC 8414, section 2: a resource server has to authenticate to introspect; nobody need to
    // revoke what was issued to a public client.
    List<String> confidential =
        methods.stream().filter(method -> !method.equals(AuthMethod.NONE.text())).toList();
    document.put("token_endpoint_auth_methods_supported", methods);
    document.put("token_endpoint_auth_signing_alg_values_supported", VERIFIED);
    document.put("revocation_endpoint_auth_methods_supported", methods);
    document.put("revocation_endpoint_auth_signing_alg_values_supported", VERIFIED);
    document.put("introspection_endpoint_auth_methods_supported", confidential);
    document.put("introspection_endpoint_auth_signing_alg_values_supported", VERIFIED);
  }
}

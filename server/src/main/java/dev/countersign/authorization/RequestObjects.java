package dev.countersign.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.domain.Client;
import dev.countersign.keys.KeyRing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Request objects by value (RFC 9101; OpenID Connect Core 1.0, section 6.1). */
final class RequestObjects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Claims about the JWT itself, which are no parameters. */
  private static final Set<String> ENVELOPE =
      Set.of("iss", "aud", "exp", "nbf", "iat", "jti", "sub");

  private final ClientSignatures signatures;
  private final KeyRing ring;

  RequestObjects(ClientSignatures signatures, KeyRing ring) {
    this.signatures = signatures;
    this.ring = ring;
  }

  /** The request that the parameter {@code request} stands for, or what is wrong with it. */
  Asked read(Asked outer) {
    Client client = outer.client();
    String jwt = outer.parameters().one("request").orElseThrow();
    // RFC 9101, section 6.2: "The authorization server MUST validate the signature of the
    // JWS-signed Request Object using the key associated with the client and the algorithm
    // specified in the "alg" header parameter." None is no signature, and is refused with
    // everything else that the client's keys did not make.
    Optional<Map<String, Object>> claims =
        signatures.claims(client, jwt, client.settings().requestObjectSigningAlg());
    if (claims.isEmpty()) {
      return refused(outer, "The request object is not signed with a registered key");
    }
    Optional<Parameters> inside = parameters(claims.get());
    if (inside.isEmpty()) {
      return refused(outer, "The claims of the request object must be texts, numbers or objects");
    }
    return problem(client, claims.get(), inside.get())
        .map(description -> refused(outer, description))
        .orElseGet(() -> accepted(outer, inside.get()));
  }

  private static Asked refused(Asked outer, String description) {
    return outer.failed(ErrorCode.INVALID_REQUEST_OBJECT, description);
  }

  private Optional<String> problem(Client client, Map<String, Object> claims, Parameters inside) {
    // RFC 9101, section 4: ""request" and "request_uri" parameters MUST NOT be included in Request
    // Objects."
    if (claims.containsKey("request") || claims.containsKey("request_uri")) {
      return Optional.of("A request object must not hold request or request_uri");
    }
    // RFC 9101, section 6.3: "The client ID values in the client_id request parameter and in the
    // Request Object client_id claim MUST be identical."
    if (!inside.one("client_id").equals(Optional.of(client.id().toString()))) {
      return Optional.of("The client_id must be the same inside the request object");
    }
    if (!client.id().toString().equals(claims.getOrDefault("iss", client.id().toString()))) {
      return Optional.of("The iss of the request object must be the client_id");
    }
    if (!addressed(client, claims.get("aud"))) {
      return Optional.of("The aud of the request object must be this server");
    }
    return Optional.empty();
  }

  /** RFC 8725, section 3.9: a JWT for somebody else is refused. */
  private boolean addressed(Client client, @Nullable Object audience) {
    String issuer = ring.issuerOf(client.customerId()).baseUrl();
    return switch (audience) {
      case null -> true;
      case String one -> one.equals(issuer) || one.equals(issuer + "/");
      case Collection<?> several -> several.contains(issuer);
      default -> false;
    };
  }

  private static Asked accepted(Asked outer, Parameters inside) {
    Parameters counted = inside;
    if (!strict(outer)) {
      // OpenID Connect Core 1.0, section 6.1: "When the request parameter is used, the OpenID
      // Connect request parameter values contained in the JWT supersede those passed using the
      // OAuth 2.0 request syntax. However, parameters MAY also be passed using the OAuth 2.0
      // request syntax even when a Request Object is used".
      counted = inside.over(outer.parameters().without("request"));
    }
    return new Asked(counted, outer.known(), outer.pushed(), true, Optional.empty());
  }

  /**
   * RFC 9101, section 6.3: "The authorization server MUST only use the parameters in the Request
   * Object, even if the same parameter is provided in the query parameter." That is obeyed for
   * whatever is not OpenID Connect, and for every client that signs or pushes always.
   */
  private static boolean strict(Asked outer) {
    var settings = outer.client().settings();
    return outer.pushed()
        || settings.requireSignedRequestObject()
        || settings.requirePushedAuthorizationRequests()
        || !outer.parameters().words("scope").contains("openid");
  }

  private static Optional<Parameters> parameters(Map<String, Object> claims) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> claim : claims.entrySet()) {
      if (ENVELOPE.contains(claim.getKey())) {
        continue;
      }
      Optional<List<String>> texts = texts(claim.getValue());
      if (texts.isEmpty()) {
        return Optional.empty();
      }
      values.put(claim.getKey(), texts.get());
    }
    return Optional.of(Notes.fromOutside(new Parameters(values)));
  }

  private static Optional<List<String>> texts(Object value) {
    return switch (value) {
      case String text -> Optional.of(List.of(text));
      case Number number -> Optional.of(List.of(number.toString()));
      case Boolean bit -> Optional.of(List.of(bit.toString()));
      case Map<?, ?> object -> Optional.of(List.of(json(object)));
      case Collection<?> several when several.stream().allMatch(String.class::isInstance) ->
          Optional.of(several.stream().map(String.class::cast).toList());
      default -> Optional.empty();
    };
  }

  private static String json(Map<?, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can be written", e);
    }
  }
}

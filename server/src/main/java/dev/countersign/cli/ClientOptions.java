package dev.countersign.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a client can be registered with. */
final class ClientOptions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  private static final List<String> WORDS =
      List.of("authorization_code", "refresh_token", "client_credentials", "device_code");

  @Option(
      names = "--grant",
      paramLabel = "GRANT...",
      parameterConsumer = Several.class,
      description = "How it may get tokens; several with commas or spaces between them.")
  private List<String> grants = List.of();

  @Option(
      names = "--redirect-uri",
      paramLabel = "URI...",
      parameterConsumer = Several.class,
      description = "Where people are sent back to, exactly; may be several.")
  private List<String> redirectUris = List.of();

  @Option(
      names = "--post-logout-redirect-uri",
      paramLabel = "URI...",
      parameterConsumer = Several.class,
      description = "Where people may be sent after signing out.")
  private List<String> postLogoutRedirectUris = List.of();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE...",
      parameterConsumer = Several.class,
      description =
          "What it may ask for. By default openid profile email phone address offline_access, or"
              + " nothing where no person signs in.")
  private List<String> scopes = List.of();

  @Option(
      names = "--resource",
      paramLabel = "URI...",
      parameterConsumer = Several.class,
      description = "A resource it may ask for tokens for (RFC 8707); by default any https URI.")
  private List<String> resources = List.of();

  @Option(names = "--public", description = "It can keep no secret: a browser or mobile app.")
  private boolean isPublic;

  @Option(
      names = "--native",
      description = "It runs on a person's device: loopback ports and schemes of its own.")
  private boolean isNative;

  @Option(names = "--first-party", description = "People are not asked for their consent.")
  private boolean firstParty;

  @Option(
      names = "--auth-method",
      paramLabel = "METHOD",
      description =
          "client_secret_basic (the default), client_secret_post, private_key_jwt or none.")
  private @Nullable String authMethod;

  @Option(
      names = "--jwks",
      paramLabel = "FILE",
      description = "Its public keys, a file with a JWK Set.")
  private @Nullable Path jwks;

  @Option(
      names = "--jwks-uri",
      paramLabel = "URL",
      description = "Where it publishes its keys; the host must be in outgoing.allow-hosts.")
  private @Nullable String jwksUri;

  @Option(
      names = "--id-token-alg",
      paramLabel = "ALG",
      description = "What its ID tokens are signed with: RS256 (the default), ES256 or EdDSA.")
  private @Nullable String idTokenAlg;

  @Option(
      names = "--access-tokens",
      paramLabel = "FORMAT",
      description = "jwt (the default) or opaque.")
  private @Nullable String accessTokens;

  @Option(
      names = "--backchannel-logout-uri",
      paramLabel = "URL",
      description = "Where it is told that somebody signed out.")
  private @Nullable String backchannelLogoutUri;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN...",
      parameterConsumer = Several.class,
      description = "An origin whose scripts may ask for tokens.")
  private List<String> corsOrigins = List.of();

  @Option(
      names = "--pairwise",
      description =
          "It knows people by identifiers (sub) of its own, which tell no other client who they"
              + " are.")
  private boolean pairwise;

  @Option(
      names = "--dpop",
      description =
          "Its tokens work only with a key of its own, which it proves at each use (DPoP, RFC"
              + " 9449).")
  private boolean dpop;

  @Option(
      names = "--par",
      description =
          "It pushes its authorization requests to /oauth2/par first; others are refused (RFC"
              + " 9126).")
  private boolean par;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description = "A JSON file with more, under the names of RFC 7591.")
  private @Nullable Path metadata;

  /** A registration as RFC 7591 writes it. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (metadata != null) {
      members.putAll(read(metadata));
    }
    put(members, "grant_types", grantTypes());
    put(members, "redirect_uris", redirectUris);
    put(members, "post_logout_redirect_uris", postLogoutRedirectUris);
    put(members, "resources", resources);
    put(members, "cors_origins", corsOrigins);
    if (!scopes.isEmpty()) {
      members.put("scope", String.join(" ", scopes));
    }
    put(members, "token_endpoint_auth_method", method());
    put(members, "jwks_uri", jwksUri);
    put(members, "id_token_signed_response_alg", idTokenAlg);
    put(members, "access_token_format", accessTokens);
    put(members, "backchannel_logout_uri", backchannelLogoutUri);
    if (jwks != null) {
      members.put("jwks", read(jwks));
    }
    flag(members, "application_type", isNative, "native");
    flag(members, "consent", firstParty, "implicit");
    flag(members, "subject_type", pairwise, "pairwise");
    flag(members, "dpop_bound_access_tokens", dpop, true);
    flag(members, "require_pushed_authorization_requests", par, true);
    return members;
  }

  private List<String> grantTypes() {
    Set<String> types = new LinkedHashSet<>();
    for (String grant : grants) {
      if (!WORDS.contains(grant) && !grant.equals(DEVICE)) {
        throw new CommandFailed(
            ExitCodes.USAGE,
            "There is no grant \"" + grant + "\". There are " + String.join(", ", WORDS) + ".");
      }
      types.add(grant.equals("device_code") ? DEVICE : grant);
    }
    return List.copyOf(types);
  }

  private @Nullable String method() {
    if (!isPublic) {
      return authMethod;
    }
    if (authMethod != null && !authMethod.equals("none")) {
      throw new CommandFailed(
          ExitCodes.USAGE, "A --public client has nothing to prove itself with: no --auth-method");
    }
    return "none";
  }

  private static void put(Map<String, Object> members, String name, List<String> values) {
    if (!values.isEmpty()) {
      members.put(name, values);
    }
  }

  private static void put(Map<String, Object> members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static void flag(Map<String, Object> members, String name, boolean given, Object value) {
    if (given) {
      members.put(name, value);
    }
  }

  private static Map<String, Object> read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), OBJECT);
    } catch (JsonProcessingException e) {
      throw new CommandFailed("The file " + file + " is not a JSON object.");
    } catch (IOException e) {
      throw new CommandFailed("The file " + file + " cannot be read: " + e.getMessage() + ".");
    }
  }
}

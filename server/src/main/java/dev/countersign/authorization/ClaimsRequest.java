package dev.countersign.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code claims} parameter (OpenID Connect Core 1.0, section 5.5), as far as it decides who has
 * to sign in and how; what it asks for beyond that is for those who make tokens.
 *
 * @param subject the subject that the ID token must be about, if one is asked for
 * @param essentialAcr the authentication contexts of which one must be reached, if so
 */
record ClaimsRequest(Optional<String> subject, List<String> essentialAcr) {
  /** Nothing is asked. */
  static final ClaimsRequest NOTHING = new ClaimsRequest(Optional.empty(), List.of());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads the parameter; absent when it is not of the form the section describes. */
  static Optional<ClaimsRequest> parse(String text) {
    JsonNode json = read(text);
    JsonNode idToken = json.path("id_token");
    boolean wellFormed =
        json.isObject()
            && membersAreObjects(json.path("userinfo"))
            && membersAreObjects(idToken);
    if (!wellFormed) {
      return Optional.empty();
    }
    JsonNode subject = idToken.path("sub").path("value");
    Optional<String> wanted = Optional.of(subject).filter(JsonNode::isTextual).map(JsonNode::asText);
    return Optional.of(new ClaimsRequest(wanted, acr(idToken.path("acr"))));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** Each claim is null or an object. */
  private static boolean membersAreObjects(JsonNode claims) {
    if (claims.isMissingNode() || claims.isNull()) {
      return true;
    }
    return claims.isObject()
        && claims.properties().stream()
            .map(Map.Entry::getValue)
            .allMatch(member -> member.isNull() || member.isObject());
  }

  /** Section 5.5.1.1: an Essential Claim with values must be one of them, or the attempt failed. */
  private static List<String> acr(JsonNode acr) {
    if (!acr.path("essential").asBoolean(false)) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    if (acr.path("value").isTextual()) {
      values.add(acr.path("value").asText());
    }
    acr.path("values").forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }
}

package dev.countersign.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code claims} request parameter (OpenID Connect Core 1.0, section 5.5): single claims a
 * client asks for, by name, with what it says about each.
 *
 * @param userinfo those it wants from the userinfo endpoint
 * @param idToken those it wants in the ID token
 */
public record ClaimsRequest(Map<String, Wish> userinfo, Map<String, Wish> idToken) {
  /** Nothing asked for. */
  public static final ClaimsRequest NONE = new ClaimsRequest(Map.of(), Map.of());

  private static final ObjectReader READER = JsonMapper.builder().build().reader();

  /** Keeps copies. */
  public ClaimsRequest {
    userinfo = Map.copyOf(userinfo);
    idToken = Map.copyOf(idToken);
  }

  /**
   * What is said about one claim.
   *
   * @param essential whether it is needed for what the client does
   * @param values the texts one of which it should have; empty where any will do
   */
  public record Wish(boolean essential, List<String> values) {
    /** Keeps a copy. */
    public Wish {
      values = List.copyOf(values);
    }
  }

  /** Reads the parameter; empty where it is not what section 5.5 describes. */
  public static Optional<ClaimsRequest> parse(String json) {
    JsonNode root;
    try {
      root = READER.readTree(json);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!root.isObject()
        || !objectOrAbsent(root.get("userinfo"))
        || !objectOrAbsent(root.get("id_token"))) {
      return Optional.empty();
    }
    return Optional.of(
        new ClaimsRequest(wishes(root.get("userinfo")), wishes(root.get("id_token"))));
  }

  /** What a stored grant's text asks for; it was checked before it was stored. */
  static ClaimsRequest of(@Nullable String json) {
    return Optional.ofNullable(json).flatMap(ClaimsRequest::parse).orElse(NONE);
  }

  private static boolean objectOrAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull() || node.isObject();
  }

  private static Map<String, Wish> wishes(@Nullable JsonNode member) {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    if (member != null) {
      member.properties().forEach(one -> wishes.put(one.getKey(), wish(one.getValue())));
    }
    return wishes;
  }

  private static Wish wish(JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node.path("value").isTextual()) {
      values.add(node.get("value").asText());
    }
    node.path("values").forEach(value -> values.add(value.asText()));
    return new Wish(node.path("essential").asBoolean(false), values);
  }
}

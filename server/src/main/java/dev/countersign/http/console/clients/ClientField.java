package dev.countersign.http.console.clients;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.page.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A field of a registration, by the name that RFC 7591 and its like give it.
 *
 * @param name as registrations write it
 * @param control how it is asked for
 * @param options for a choice; the empty one stands for "not set"
 */
record ClientField(String name, Control control, List<String> options) {
  private static final String WORDS = "console.clients.field.";
  private static final List<String> SIGNING = List.of("RS256", "ES256", "EdDSA");
  private static final List<String> VERIFIED = List.of("", "RS256", "PS256", "ES256", "EdDSA");

  /** The groups that every client needs; the others are folded away. */
  static final Set<String> USUAL = Set.of("basic", "flows");

  /** Every field there is, by what it is about. */
  static final Map<String, List<ClientField>> GROUPS = groups();

  private static Map<String, List<ClientField>> groups() {
    Map<String, List<ClientField>> groups = new LinkedHashMap<>();
    groups.put(
        "basic",
        List.of(
            line("client_name"),
            choice("application_type", texts(ApplicationType.values(), ApplicationType::text)),
            choice("token_endpoint_auth_method", texts(AuthMethod.values(), AuthMethod::text)),
            line("scope"),
            choice("consent", texts(ConsentPolicy.values(), ConsentPolicy::text))));
    groups.put(
        "flows",
        List.of(
            boxes("grant_types", texts(GrantType.values(), GrantType::text)),
            lines("redirect_uris"),
            lines("post_logout_redirect_uris"),
            lines("cors_origins")));
    groups.put(
        "tokens",
        List.of(
            choice(
                "access_token_format", texts(AccessTokenFormat.values(), AccessTokenFormat::text)),
            choice("rotate_refresh_tokens", List.of("", "true", "false")),
            lines("resources"),
            choice("subject_type", texts(SubjectType.values(), SubjectType::text)),
            line("sector_identifier_uri")));
    groups.put(
        "keys",
        List.of(
            new ClientField("jwks", Control.LINES, List.of()),
            line("jwks_uri"),
            choice("token_endpoint_auth_signing_alg", VERIFIED),
            choice("request_object_signing_alg", VERIFIED),
            choice("id_token_signed_response_alg", SIGNING),
            choice("userinfo_signed_response_alg", List.of("", "RS256", "ES256", "EdDSA"))));
    groups.put(
        "requests",
        List.of(
            flag("require_pushed_authorization_requests"),
            flag("dpop_bound_access_tokens"),
            flag("require_signed_request_object")));
    groups.put(
        "freshness",
        List.of(
            new ClientField("default_max_age", Control.NUMBER, List.of()),
            lines("default_acr_values"),
            flag("require_auth_time")));
    groups.put(
        "sign-out",
        List.of(line("backchannel_logout_uri"), flag("backchannel_logout_session_required")));
    groups.put(
        "about",
        List.of(
            line("client_uri"),
            line("logo_uri"),
            line("policy_uri"),
            line("tos_uri"),
            lines("contacts"),
            line("software_id"),
            line("software_version")));
    return groups;
  }

  private static ClientField line(String name) {
    return new ClientField(name, Control.LINE, List.of());
  }

  private static ClientField lines(String name) {
    return new ClientField(name, Control.LINES, List.of());
  }

  private static ClientField flag(String name) {
    return new ClientField(name, Control.FLAG, List.of());
  }

  private static ClientField choice(String name, List<String> options) {
    return new ClientField(name, Control.CHOICE, options);
  }

  private static ClientField boxes(String name, List<String> options) {
    return new ClientField(name, Control.BOXES, options);
  }

  private static <E> List<String> texts(E[] values, Function<E, String> text) {
    return Arrays.stream(values).map(text).toList();
  }

  /** The input for it, in those words. */
  Input input(Messages words) {
    String hint = name;
    if (words.has(WORDS + name + ".hint")) {
      hint = words.text(WORDS + name + ".hint") + " (" + name + ")";
    }
    boolean needed = name.equals("client_name");
    return new Input(
        control,
        name,
        words.text(WORDS + name),
        "",
        hint,
        options.stream().map(option -> Map.entry(option, called(words, option))).toList(),
        needed);
  }

  private String called(Messages words, String option) {
    String key = WORDS + name + "." + (option.isEmpty() ? "unset" : option.replace(':', '.'));
    if (words.has(key)) {
      return words.text(key);
    }
    return option;
  }
}

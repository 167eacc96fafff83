package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.User;
import dev.countersign.token.ClaimsRequest.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client is told about a person: by scope, or claim by claim (OpenID Connect Core, 5.4). */
public final class UserClaims {
  private static final String ADDRESS = "address";

  /**
   * The claims there are, by the scope that asks for all of a kind: "This scope value requests
   * access to the End-User's default profile Claims, which are: name, family_name, given_name,
   * middle_name, nickname, preferred_username, profile, picture, website, gender, birthdate,
   * zoneinfo, locale, and updated_at."
   */
  private static final Map<String, List<String>> BY_SCOPE =
      Map.of(
          OAuthScopes.PROFILE, profileClaims(),
          OAuthScopes.ADDRESS, List.of(ADDRESS),
          OAuthScopes.EMAIL, List.of("email", "email_verified"),
          OAuthScopes.PHONE, List.of("phone_number", "phone_number_verified"),
          OAuthScopes.GROUPS, List.of("groups"),
          OAuthScopes.ROLES, List.of("roles"));

  private final List<ClaimSource> sources;

  private static List<String> profileClaims() {
    List<String> claims = new ArrayList<>(List.of("name", "preferred_username", "updated_at"));
    ProfileField.all(false).forEach(field -> claims.add(field.claim()));
    return List.copyOf(claims);
  }

  /**
   * Claims of the profile, and of these.
   *
   * @param sources who knows more
   */
  public UserClaims(List<ClaimSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** What scopes and single wishes bring at the userinfo endpoint. */
  Map<String, Object> userinfo(
      User user, Client client, Set<String> scopes, ClaimsRequest request) {
    Set<String> names = new LinkedHashSet<>();
    scopes.forEach(scope -> names.addAll(BY_SCOPE.getOrDefault(scope, List.of())));
    names.addAll(wished(client, request.userinfo()));
    return selected(user, names);
  }

  /**
   * What belongs into the ID token: only what was asked for there. OpenID Connect Core 1.0, section
   * 5.4: the claims of scopes "are returned from the UserInfo Endpoint" where an access token is
   * issued.
   */
  Map<String, Object> idToken(User user, Client client, ClaimsRequest request) {
    return selected(user, wished(client, request.idToken()));
  }

  /** Single claims pass where the client could have asked for the scope they belong to. */
  private static Set<String> wished(Client client, Map<String, Wish> wishes) {
    Set<String> names = new LinkedHashSet<>();
    BY_SCOPE.forEach((scope, claims) -> {
      if (client.settings().scopes().contains(scope)) {
        claims.stream().filter(wishes::containsKey).forEach(names::add);
      }
    });
    return names;
  }

  private Map<String, Object> selected(User user, Set<String> names) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return chosen;
    }
    all(user)
        .forEach((name, value) -> {
          if (names.contains(name)) {
            chosen.put(name, value);
          }
        });
    return chosen;
  }

  private Map<String, Object> all(User user) {
    Profile profile = user.profile();
    Map<String, Object> claims = new LinkedHashMap<>();
    if (!profile.fullName().isEmpty()) {
      claims.put("name", profile.fullName());
    }
    claims.put("preferred_username", user.userName());
    claims.put("updated_at", user.updatedAt().getEpochSecond());
    if (!profile.email().isEmpty()) {
      claims.put("email", profile.email());
      claims.put("email_verified", profile.emailVerified());
    }
    if (!profile.phoneNumber().isEmpty()) {
      claims.put("phone_number", phone(profile));
      claims.put("phone_number_verified", false);
    }
    claims.putAll(details(profile, false));
    Map<String, String> address = details(profile, true);
    if (!address.isEmpty()) {
      claims.put(ADDRESS, address);
    }
    sources.forEach(source -> claims.putAll(source.claims(user)));
    return claims;
  }

  private static Map<String, String> details(Profile profile, boolean ofAddress) {
    Map<String, String> told = new LinkedHashMap<>();
    ProfileField.all(ofAddress)
        .forEach(field ->
            profile.details().of(field).ifPresent(value -> told.put(field.claim(), value)));
    return told;
  }

  /** OpenID Connect Core 1.0, section 5.1: "E.164 [E.164] is RECOMMENDED as the format". */
  private static String phone(Profile profile) {
    String code = profile.countryCode();
    if (code.isEmpty() || code.startsWith("+")) {
      return code + profile.phoneNumber();
    }
    return "+" + code + profile.phoneNumber();
  }
}

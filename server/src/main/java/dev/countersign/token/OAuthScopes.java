package dev.countersign.token;

import dev.countersign.domain.Client;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Scopes as requests write them (RFC 6749, section 3.3), and those that mean something here. */
public final class OAuthScopes {
  public static final String OPENID = "openid";
  public static final String PROFILE = "profile";
  public static final String EMAIL = "email";
  public static final String PHONE = "phone";
  public static final String ADDRESS = "address";
  public static final String OFFLINE_ACCESS = "offline_access";
  public static final String GROUPS = "groups";
  public static final String ROLES = "roles";

  /** Those that speak of a person; a client in its own name cannot have them. */
  public static final Set<String> PERSONAL =
      Set.of(OPENID, PROFILE, EMAIL, PHONE, ADDRESS, OFFLINE_ACCESS, GROUPS, ROLES);

  // RFC 6749, section 3.3: "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )".
  private static final Pattern FORM = Pattern.compile("[!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*");

  private OAuthScopes() {}

  /** The scopes of a parameter, in its order; empty where it is not well formed. */
  public static Optional<Set<String>> parse(String parameter) {
    if (!FORM.matcher(parameter).matches()) {
      return Optional.empty();
    }
    List<String> words = Arrays.asList(parameter.split(" ", -1));
    return Optional.of(new LinkedHashSet<>(words));
  }

  /** Whether the client is registered for all of them. */
  public static boolean registered(Client client, Set<String> scopes) {
    return client.settings().scopes().containsAll(scopes);
  }

  /** As parameters and claims write them. */
  static String join(Set<String> scopes) {
    return String.join(" ", scopes);
  }
}

package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.user.ProfileRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keycloak's people (its UserRepresentation). */
final class KeycloakUsers {
  private static final List<String> PHONES = List.of("phoneNumber", "phone", "mobile");

  /** Members that say nothing that is lost, or that are read elsewhere. */
  private static final Set<String> READ =
      Set.of(
          "id",
          "username",
          "firstName",
          "lastName",
          "email",
          "emailVerified",
          "enabled",
          "createdTimestamp",
          "attributes",
          "credentials",
          "totp",
          "self",
          "origin",
          "access",
          "notBefore",
          "disableableCredentialTypes",
          "serviceAccountClientId",
          "userProfileMetadata",
          "realmRoles",
          "clientRoles",
          "groups");

  private final Map<String, Long> notes;

  KeycloakUsers(Map<String, Long> notes) {
    this.notes = notes;
  }

  /** A client's own account; the client itself signs in without one here. */
  static boolean ofClient(ObjectNode user) {
    return user.hasNonNull("serviceAccountClientId");
  }

  /** What Keycloak knows the person by. */
  static String key(ObjectNode user) {
    return user.path("id").asText(user.path("username").asText());
  }

  /**
   * The person.
   *
   * @throws InvalidRecord when they have no name
   */
  ForeignUser read(ObjectNode user, long line, Findings remarks) {
    String name = user.path("username").asText();
    if (name.isEmpty()) {
      throw new InvalidRecord("it has no \"username\"");
    }
    note(user);
    Optional<String> hash = Optional.empty();
    for (JsonNode one : user.path("credentials")) {
      if (one instanceof ObjectNode credential && hash.isEmpty()) {
        hash = password(credential, name, line, remarks);
      }
    }
    return new ForeignUser(
        "keycloak:" + key(user),
        name,
        profile(user),
        hash,
        user.path("enabled").asBoolean(true),
        Instant.ofEpochMilli(user.path("createdTimestamp").asLong(0)));
  }

  private Optional<String> password(
      ObjectNode credential, String name, long line, Findings remarks) {
    String type = credential.path("type").asText();
    if (!type.equals("password")) {
      if (!type.equals("otp")) {
        count("credential of the type " + type);
      }
      return Optional.empty();
    }
    try {
      return Optional.of(KeycloakPasswords.hash(credential));
    } catch (InvalidRecord e) {
      remarks.found(line, "user " + name, "is taken over without the password: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Profile profile(ObjectNode user) {
    String full =
        (user.path("firstName").asText("") + " " + user.path("lastName").asText("")).strip();
    String phone =
        PHONES.stream()
            .map(name -> user.path("attributes").path(name).path(0).asText(""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new Profile(
        full,
        user.path("email").asText(""),
        user.path("emailVerified").asBoolean(false),
        phone,
        "",
        names(user.path("firstName").asText(""), user.path("lastName").asText("")));
  }

  /** As far as they can be used here; the full name holds them, too. */
  static ProfileDetails names(String given, String family) {
    Map<ProfileField, String> names =
        Map.of(ProfileField.GIVEN_NAME, given, ProfileField.FAMILY_NAME, family);
    boolean usable =
        names.entrySet().stream()
            .allMatch(name -> ProfileRules.fault(name.getKey(), name.getValue()).isEmpty());
    return usable ? new ProfileDetails(names) : ProfileDetails.NONE;
  }

  private void note(ObjectNode user) {
    for (Map.Entry<String, JsonNode> attribute : user.path("attributes").properties()) {
      if (!PHONES.contains(attribute.getKey())) {
        count("attribute " + attribute.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> member : user.properties()) {
      JsonNode value = member.getValue();
      boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
      if (!READ.contains(member.getKey()) && !empty) {
        count("user's " + member.getKey());
      }
    }
  }

  private void count(String what) {
    notes.merge(what, 1L, Long::sum);
  }
}

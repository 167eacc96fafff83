package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.domain.Profile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** LoopBack's people: records of the model User, or of one made from it. */
final class LoopBackUsers {
  private static final int OBJECT_ID = 24;

  private LoopBackUsers() {}

  /** Whether a record of any model is a person who can sign in. */
  static boolean person(ObjectNode record) {
    return record.path("password").isTextual()
        && (record.path("email").isTextual() || record.path("username").isTextual());
  }

  /** What LoopBack knows the record by: a number, or MongoDB's ObjectId. */
  static String id(ObjectNode record) {
    JsonNode id = record.has("id") ? record.path("id") : record.path("_id");
    return id.path("$oid").asText(id.path("$numberLong").asText(id.asText()));
  }

  /**
   * The person.
   *
   * @param model whose record it is, or the empty string where the file does not say
   */
  static ForeignUser read(String model, ObjectNode record, long line, Findings remarks) {
    String email = record.path("email").asText("");
    String name = record.path("username").asText("");
    if (name.isEmpty()) {
      name = email;
    }
    String hash = record.path("password").asText();
    Optional<String> usable = Optional.of(hash).filter(PasswordHasher::supports);
    if (usable.isEmpty()) {
      remarks.found(
          line,
          "user " + name,
          "is taken over without the password: what is stored is no hash that can be read");
    }
    return new ForeignUser(
        "loopback:" + model + ":" + id(record),
        name,
        profile(record, email),
        usable,
        enabled(record),
        createdAt(record));
  }

  private static Profile profile(ObjectNode record, String email) {
    String full = first(record, "fullName", "name", "displayName");
    if (full.isEmpty()) {
      full = (first(record, "firstName") + " " + first(record, "lastName")).strip();
    }
    return new Profile(
        full,
        email,
        record.path("emailVerified").asBoolean(false),
        first(record, "phoneNumber", "phone", "mobile"),
        first(record, "countryCode"),
        KeycloakUsers.names(first(record, "firstName"), first(record, "lastName")));
  }

  private static String first(ObjectNode record, String... names) {
    return List.of(names).stream()
        .map(name -> record.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean enabled(ObjectNode record) {
    return record.path("enabled").asBoolean(true)
        && record.path("active").asBoolean(true)
        && !record.path("disabled").asBoolean(false);
  }

  private static Instant createdAt(ObjectNode record) {
    for (String name : List.of("created", "createdAt", "createdDate")) {
      JsonNode value = record.path(name);
      Optional<Instant> read = instant(value.has("$date") ? value.path("$date") : value);
      if (read.isPresent()) {
        return read.get();
      }
    }
    String id = id(record);
    // An ObjectId begins with the second it was made in.
    if (id.length() == OBJECT_ID && id.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
      return Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16));
    }
    return Instant.EPOCH;
  }

  private static Optional<Instant> instant(JsonNode value) {
    if (value.has("$numberLong")) {
      return Optional.of(Instant.ofEpochMilli(value.path("$numberLong").asLong()));
    }
    if (value.isIntegralNumber()) {
      return Optional.of(Instant.ofEpochMilli(value.asLong()));
    }
    try {
      return Optional.of(value.asText())
          .filter(text -> !text.isEmpty())
          .map(text -> Instant.parse(text).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

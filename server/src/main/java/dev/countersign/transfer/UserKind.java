package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.User;
import dev.countersign.naming.Name;
import dev.countersign.store.Transaction;
import dev.countersign.user.ProfileRules;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People: profile, state, password hash, black list, enrolment. One whose enrolment has no
 * reference came without secrets: it gets a new one, and what is hidden of it is not compared.
 */
final class UserKind implements RecordKind<User> {
  private static final String DETAILS = "details";

  private final Supplier<String> references;

  /** Makes people; those who have no enrolment reference get one of those. */
  UserKind(Supplier<String> references) {
    this.references = references;
  }

  @Override
  public String type() {
    return "user";
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return tx.users().count(customer);
  }

  @Override
  public void each(Reading reading, Consumer<User> sink) {
    List<User> page = reading.tx().users().page(reading.customer(), 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = reading.tx().users().page(reading.customer(), page.getLast().id().value(), PAGE);
    }
  }

  @Override
  public Identity identity(User user) {
    return Identity.of(user.customerId(), user.id().value());
  }

  @Override
  public void write(User user, ObjectNode open, ObjectNode secret) {
    Profile profile = user.profile();
    Enrolment enrolment = user.enrolment();
    open.put("userName", user.userName());
    open.put("fullName", profile.fullName());
    open.put("email", profile.email());
    open.put("emailVerified", profile.emailVerified());
    open.put("phoneNumber", profile.phoneNumber());
    open.put("countryCode", profile.countryCode());
    ObjectNode details = open.putObject(DETAILS);
    profile.details().values().forEach((field, value) -> details.put(field.member(), value));
    open.put("credentialVersion", user.credentialVersion());
    open.put("state", user.state().name());
    putInstant(open, "blacklistedAt", user.blacklistedAt());
    open.put("enrolmentState", enrolment.state().name());
    open.put("enrolmentChangedAt", enrolment.changedAt().toString());
    open.put("enrolmentOpenUntil", enrolment.openUntil().toString());
    open.put("createdAt", user.createdAt().toString());
    open.put("updatedAt", user.updatedAt().toString());
    user.password().ifPresent(hash -> secret.put("passwordHash", hash));
    if (!enrolment.reference().isEmpty()) {
      secret.put("enrolmentReference", enrolment.reference());
    }
  }

  private static void putInstant(ObjectNode node, String name, @Nullable Instant instant) {
    if (instant != null) {
      node.put(name, instant.toString());
    }
  }

  @Override
  public User read(Fields open, Optional<Fields> secret) {
    Name name = Name.of("userName", open.text("userName"));
    Enrolment enrolment =
        new Enrolment(
            secret.flatMap(fields -> fields.optionalText("enrolmentReference")).orElse(""),
            open.one("enrolmentState", Enrolment.State.class),
            open.instant("enrolmentChangedAt"),
            open.instant("enrolmentOpenUntil"));
    return new User(
        open.customer(),
        open.user("id"),
        name.given(),
        name.key(),
        profile(open),
        secret.flatMap(fields -> fields.optionalText("passwordHash")).orElse(null),
        open.number("credentialVersion"),
        open.one("state", User.State.class),
        open.optionalInstant("blacklistedAt").orElse(null),
        enrolment,
        open.instant("createdAt"),
        open.instant("updatedAt"));
  }

  private static Profile profile(Fields open) {
    return new Profile(
        open.text("fullName"),
        open.text("email"),
        open.truth("emailVerified"),
        open.text("phoneNumber"),
        open.text("countryCode"),
        details(open));
  }

  /** Files of older releases have none. */
  private static ProfileDetails details(Fields open) {
    if (!open.has(DETAILS)) {
      return ProfileDetails.NONE;
    }
    Fields given = open.object(DETAILS);
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    for (ProfileField field : ProfileField.values()) {
      String value = given.optionalText(field.member()).orElse("");
      if (ProfileRules.fault(field, value).isPresent()) {
        throw new InvalidRecord("its \"" + field.member() + "\" cannot be used here");
      }
      values.put(field, value);
    }
    return new ProfileDetails(values);
  }

  @Override
  public Optional<User> find(Transaction tx, User user) {
    return tx.users().byId(user.customerId(), user.id());
  }

  @Override
  public Optional<String> obstacle(Here here, User user) {
    if (user.password().filter(hash -> !PasswordHasher.supports(hash)).isPresent()) {
      return Optional.of("the form of its password hash is not known here");
    }
    return here.missingCustomer(user.customerId())
        .or(() -> named(here.tx(), user))
        .or(() -> referred(here.tx(), user));
  }

  private static Optional<String> named(Transaction tx, User user) {
    return tx.users()
        .byNameKey(user.customerId(), user.userNameKey())
        .map(User::id)
        .filter(id -> !id.equals(user.id()))
        .map(id -> "another user here has the name (id " + id + ")");
  }

  private static Optional<String> referred(Transaction tx, User user) {
    String reference = user.enrolment().reference();
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    return tx.users()
        .byEnrolmentReference(reference)
        .filter(other -> !identical(other, user))
        .map(other -> "user " + other.id() + " here has its enrolment link");
  }

  private static boolean identical(User one, User other) {
    return one.id().equals(other.id()) && one.customerId().equals(other.customerId());
  }

  @Override
  public List<String> differences(User stored, User given) {
    if (given.enrolment().reference().isEmpty()) {
      return RecordKind.super.differences(concealed(stored, given), given);
    }
    return RecordKind.super.differences(stored, given);
  }

  /** As it would be in a file that holds no more of it than the other one. */
  private static User concealed(User stored, User given) {
    Optional<String> hash = stored.password().filter(_ -> given.password().isPresent());
    return new User(
        stored.customerId(),
        stored.id(),
        stored.userName(),
        stored.userNameKey(),
        stored.profile(),
        hash.orElse(null),
        stored.credentialVersion(),
        stored.state(),
        stored.blacklistedAt(),
        referring(stored.enrolment(), ""),
        stored.createdAt(),
        stored.updatedAt());
  }

  private static Enrolment referring(Enrolment enrolment, String reference) {
    return new Enrolment(
        reference, enrolment.state(), enrolment.changedAt(), enrolment.openUntil());
  }

  @Override
  public void store(Writing writing, User user, Optional<User> old) {
    User whole = user;
    if (user.enrolment().reference().isEmpty()) {
      String reference = old.map(User::enrolment).map(Enrolment::reference).orElseGet(references);
      whole = user.withEnrolment(referring(user.enrolment(), reference));
    }
    if (user.password().isEmpty() && user.enrolment().reference().isEmpty() && old.isPresent()) {
      whole = old.get().password().map(whole::withUpgradedHash).orElse(whole);
    }
    if (old.isEmpty()) {
      writing.tx().users().add(whole);
      return;
    }
    writing.tx().users().put(whole);
    // Whoever signed in before did so as somebody the file does not know of.
    writing.tx().sessions().endOfUser(whole.customerId(), whole.id(), null);
  }
}

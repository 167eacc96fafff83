package dev.countersign.user;

import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.PasswordPolicy;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes people out of what is said of them, before anything is written. */
record UserDrafts(
    PasswordHasher hasher,
    PasswordPolicy policy,
    EnrolmentLinks links,
    IdSource ids,
    InstantSource clock) {
  /**
   * Somebody new.
   *
   * @throws InvalidInput when a part of it cannot be used
   */
  User of(CustomerId customer, NewUser wanted) {
    Name name = Name.of("userName", wanted.userName());
    Profile profile = Profiles.checked(wanted.profile());
    Optional<String> hash =
        wanted.password().map(password -> hashed(password, name.given(), profile));
    return of(customer, name, profile, hash);
  }

  /** The same of parts that can be used. */
  User of(CustomerId customer, Name name, Profile profile, Optional<String> hash) {
    Instant now = clock.instant();
    return new User(
        customer,
        new UserId(ids.next()),
        name.given(),
        name.key(),
        profile,
        hash.orElse(null),
        1,
        User.State.ACTIVE,
        null,
        links.draft(now),
        now,
        now);
  }

  /**
   * The hash of a password that somebody may have.
   *
   * @throws InvalidInput when they may not
   */
  String hashed(Secret password, String userName, Profile profile) {
    refusal(password, List.of(userName, profile.fullName(), profile.email()))
        .ifPresent(reason -> {
          throw new InvalidInput(reason);
        });
    return hasher.hash(password);
  }

  /** Why a password may not be set, as a sentence for its owner, or empty where it may. */
  Optional<String> refusal(Secret password, List<String> known) {
    return policy.refusal(password, known);
  }

  /** Why somebody new cannot be added, by the part that cannot be used. */
  Map<String, String> faults(NewUser wanted) {
    Profile given = wanted.profile();
    Map<String, Runnable> parts = new LinkedHashMap<>();
    parts.put("userName", () -> Name.of("userName", wanted.userName()));
    parts.put("fullName", () -> Profiles.checked(new Profile(given.fullName(), "", false, "", "")));
    parts.put("email", () -> Profiles.checked(new Profile("", given.email(), false, "", "")));
    parts.put(
        "phoneNumber", () -> Profiles.checked(new Profile("", "", false, given.phoneNumber(), "")));
    parts.put(
        "countryCode", () -> Profiles.checked(new Profile("", "", false, "", given.countryCode())));
    Map<String, String> faults = new LinkedHashMap<>();
    parts.forEach((part, check) -> fault(check).ifPresent(why -> faults.put(part, why)));
    wanted
        .password()
        .flatMap(password ->
            refusal(password, List.of(wanted.userName(), given.fullName(), given.email())))
        .ifPresent(why -> faults.put("password", why));
    return faults;
  }

  private static Optional<String> fault(Runnable check) {
    try {
      check.run();
    } catch (InvalidInput e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** Somebody as that change leaves them. */
  User changed(User user, Optional<Name> name, UserChange change) {
    Profile old = user.profile();
    boolean sameAddress = change.email().filter(email -> !email.equals(old.email())).isEmpty();
    Profile profile =
        Profiles.checked(
            new Profile(
                change.fullName().orElse(old.fullName()),
                change.email().orElse(old.email()),
                old.emailVerified() && sameAddress,
                change.phoneNumber().orElse(old.phoneNumber()),
                old.countryCode(),
                old.details().with(change.details())));
    User changed = user.withProfile(profile);
    if (name.isPresent()) {
      changed = changed.withName(name.get().given(), name.get().key());
    }
    if (change.newEnrolmentUrl()) {
      Enrolment renewed = links.renewed(user.enrolment(), clock.instant());
      changed = changed.withEnrolment(renewed);
    }
    return changed;
  }
}

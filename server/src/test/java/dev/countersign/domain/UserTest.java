package dev.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UserTest {
  private static final Instant THEN = Instant.parse("2026-11-22T03:04:05Z");
  private static final User ALICE =
      new User(
          new CustomerId(1),
          new UserId(2),
          "Alice",
          "alice",
          new Profile("Alice Liddell", "alice@example.org", false, "5550100", "+44"),
          "a hash",
          3,
          User.State.ACTIVE,
          null,
          new Enrolment("a reference", Enrolment.State.DRAFT, THEN, THEN),
          THEN,
          THEN);

  @Test
  void aCopyDiffersInWhatItIsNamedAfterAlone() throws ReflectiveOperationException {
    Instant later = THEN.plusSeconds(1);
    assertThat(different(ALICE.withName("Bob", "bob"))).containsExactly("userName", "userNameKey");
    assertThat(different(ALICE.withProfile(Profile.EMPTY))).containsExactly("profile");
    assertThat(different(ALICE.withPassword("another")))
        .containsExactly("passwordHash", "credentialVersion");
    assertThat(different(ALICE.withUpgradedHash("another"))).containsExactly("passwordHash");
    assertThat(different(ALICE.withState(User.State.DISABLED))).containsExactly("state");
    assertThat(different(ALICE.withBlacklistedAt(later))).containsExactly("blacklistedAt");
    assertThat(ALICE.withBlacklistedAt(later).withBlacklistedAt(null)).isEqualTo(ALICE);
    Enrolment done = new Enrolment("a reference", Enrolment.State.SUCCESS, later, later);
    assertThat(different(ALICE.withEnrolment(done))).containsExactly("enrolment");
    assertThat(ALICE.withPassword("another").credentialVersion()).isEqualTo(4);
  }

  private static List<String> different(User changed) throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (var component : User.class.getRecordComponents()) {
      Object before = component.getAccessor().invoke(ALICE);
      if (!Objects.equals(before, component.getAccessor().invoke(changed))) {
        names.add(component.getName());
      }
    }
    return names;
  }
}

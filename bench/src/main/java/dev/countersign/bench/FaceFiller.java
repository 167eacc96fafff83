package dev.countersign.bench;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.NewFace;
import dev.countersign.privacy.NewFace.Agreement;
import dev.countersign.privacy.NewFace.Sample;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Enrols people as the server does, through its vault, but many in one transaction. */
final class FaceFiller {
  static final String MODEL = "bench";

  private static final int BATCH = 500;
  private static final int KNOWN = 1_000;
  private static final double QUALITY = 3;
  private static final Duration LASTS = Duration.ofDays(365);

  private final Core core;
  private final CustomerId customer;
  private final FacePopulation people;

  FaceFiller(Core core, CustomerId customer, FacePopulation people) {
    this.core = core;
    this.customer = customer;
    this.people = people;
  }

  /** Somebody enrolled, to be searched for. */
  record Known(UserId user, Embedding face) {}

  /** Enrols so many; answers some of them, spread evenly. */
  List<Known> fill(int count) {
    List<Known> known = new ArrayList<>();
    int stride = Math.max(1, count / KNOWN);
    for (int from = 0; from < count; from += BATCH) {
      List<Known> batch = new ArrayList<>();
      for (int n = from; n < Math.min(count, from + BATCH); n++) {
        Known person = new Known(new UserId(core.ids.next()), people.stranger());
        batch.add(person);
        if (n % stride == 0) {
          known.add(person);
        }
      }
      core.store.write(tx -> enrol(tx, batch));
      System.err.printf("\r  people enrolled: %,d of %,d", from + batch.size(), count);
    }
    System.err.println();
    return known;
  }

  private boolean enrol(Transaction tx, List<Known> batch) {
    for (Known person : batch) {
      tx.users().add(user(person.user()));
      core.faces.store(tx, face(person));
    }
    return true;
  }

  private User user(UserId id) {
    Instant now = core.clock.instant();
    String name = "person-" + id;
    return new User(
        customer,
        id,
        name,
        name,
        Profile.EMPTY,
        null,
        1,
        User.State.ACTIVE,
        null,
        new Enrolment(
            "%032x/%032x".formatted(id.value(), id.value()), Enrolment.State.SUCCESS, now, now),
        now,
        now);
  }

  private NewFace face(Known person) {
    return new NewFace(
        customer,
        person.user(),
        new Agreement(Consent.Source.CUSTOMER_ATTESTED, "entry", "2026-01", LASTS),
        MODEL,
        List.of(new Sample(person.face(), QUALITY)),
        List.of());
  }
}

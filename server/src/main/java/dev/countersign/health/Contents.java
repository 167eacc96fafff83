package dev.countersign.health;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the database holds. */
public final class Contents {
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(2);

  private final Store store;
  private final KeyRing ring;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  public Contents(Store store, KeyRing ring, InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.clock = clock;
  }

  /** Everything; the database's own check of a large one takes long. */
  public List<Finding> findings() {
    integrity();
    return quick();
  }

  /** What takes no longer in a large database. */
  public List<Finding> quick() {
    List<StoredKey> keys = store.read(tx -> tx.signingKeys().list());
    signing(keys);
    time(keys);
    customers();
    return findings;
  }

  private void integrity() {
    List<String> problems = store.maintenance().integrityProblems();
    for (String problem : problems) {
      findings.add(Finding.problem("integrity", problem + "; restore the last backup"));
    }
    if (problems.isEmpty()) {
      findings.add(Finding.ok("integrity", "the database passes its own check"));
    }
  }

  private void signing(List<StoredKey> keys) {
    List<Issuer> issuers = store.read(tx -> tx.issuers().list());
    if (issuers.isEmpty()) {
      findings.add(
          Finding.note("signing keys", "none yet; the first is made when the server starts"));
      return;
    }
    for (Issuer issuer : issuers) {
      boolean signs =
          keys.stream()
              .anyMatch(
                  key -> key.issuerId() == issuer.id() && key.state() == StoredKey.State.ACTIVE);
      if (!signs) {
        findings.add(
            Finding.problem("signing keys", "issuer " + issuer.baseUrl() + " has no active key"));
        return;
      }
    }
    // Opening them decrypts each: a key that was sealed otherwise fails here, not at a login.
    ring.refresh();
    findings.add(Finding.ok("signing keys", keys.size() + " for " + issuers.size() + " issuer(s)"));
  }

  /** Rows from the future mean that this machine's clock is behind, or was ahead. */
  private void time(List<StoredKey> keys) {
    Instant now = clock.instant();
    Optional<Instant> latest =
        keys.stream()
            .flatMap(key -> Stream.of(key.createdAt(), activated(key)))
            .max(Instant::compareTo);
    if (latest.isPresent() && latest.get().isAfter(now.plus(CLOCK_SLACK))) {
      findings.add(
          Finding.problem(
              "clock",
              "the database holds rows made at "
                  + latest.get()
                  + ", but it is "
                  + now
                  + " here; set this machine's clock"));
      return;
    }
    findings.add(Finding.ok("clock", "not behind what the database holds"));
  }

  private static Instant activated(StoredKey key) {
    Instant at = key.activatedAt();
    if (at == null) {
      return key.createdAt();
    }
    return at;
  }

  private void customers() {
    Optional<Customer> first = store.read(tx -> tx.customers().oldest());
    if (first.isEmpty()) {
      findings.add(
          Finding.note("customers", "none yet; make one: countersign customer create NAME"));
    }
  }
}

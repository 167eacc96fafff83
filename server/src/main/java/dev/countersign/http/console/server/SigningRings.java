package dev.countersign.http.console.server;

import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.domain.StoredKey.State;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Shell;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.SigningKeyTiming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The signing keys as people read them: which signs, which is next, which are on their way out. */
final class SigningRings {
  private final KeyRing ring;
  private final SigningKeyTiming timing;

  SigningRings(KeyRing ring, SigningKeyTiming timing) {
    this.ring = ring;
    this.timing = timing;
  }

  List<KeysModel.Ring> all(Messages words) {
    return ring.issuers().stream()
        .flatMap(
            issuer -> algorithms(issuer).stream().map(algorithm -> of(words, issuer, algorithm)))
        .toList();
  }

  private List<String> algorithms(Issuer issuer) {
    return ring.stored().stream()
        .filter(key -> key.issuerId() == issuer.id())
        .map(StoredKey::algorithm)
        .distinct()
        .sorted()
        .toList();
  }

  private KeysModel.Ring of(Messages words, Issuer issuer, String algorithm) {
    List<StoredKey> keys =
        ring.stored().stream()
            .filter(key -> key.issuerId() == issuer.id() && key.algorithm().equals(algorithm))
            .toList();
    return new KeysModel.Ring(
        words.text("console.signing.ring", issuer.baseUrl(), algorithm),
        issuer.id(),
        algorithm,
        table(words, keys),
        next(words, keys),
        in(keys, State.PENDING).isEmpty());
  }

  private Table table(Messages words, List<StoredKey> keys) {
    return Table.of(
        words,
        "console.signing.title",
        Column.named(
            words,
            "console.signing.",
            "kid",
            "state",
            "created",
            "signs-from",
            "signs-until",
            "published-until"),
        keys.stream().map(key -> row(words, key)).toList(),
        "console.signing.none");
  }

  private List<Cell> row(Messages words, StoredKey key) {
    Optional<Instant> from = Optional.ofNullable(key.activatedAt());
    Optional<Instant> until = Optional.ofNullable(key.retiredAt());
    Optional<Instant> published = Optional.empty();
    switch (key.state()) {
      case PENDING -> from = Optional.of(timing.signsFrom(key));
      case ACTIVE -> until = Optional.of(timing.handsOver(key));
      case RETIRED -> published = Optional.of(timing.publishedUntil(key));
    }
    return List.of(
        new Cell.Link(key.kid(), KeysPage.PATH + "/" + key.kid()),
        new Cell.Badge(state(words, key), key.state() == State.ACTIVE ? "good" : "plain"),
        new Cell.Moment(Optional.of(key.createdAt())),
        new Cell.Moment(from),
        new Cell.Moment(until),
        new Cell.Moment(published));
  }

  static String state(Messages words, StoredKey key) {
    return words.text("console.signing.state." + key.state().name().toLowerCase(Locale.ROOT));
  }

  private String next(Messages words, List<StoredKey> keys) {
    Optional<StoredKey> pending = in(keys, State.PENDING);
    if (pending.isPresent()) {
      return words.text(
          "console.signing.next.pending",
          pending.get().kid(),
          Shell.moment(words, timing.signsFrom(pending.get())));
    }
    return in(keys, State.ACTIVE)
        .map(key ->
            words.text("console.signing.next.later", Shell.moment(words, timing.handsOver(key))))
        .orElseGet(() -> words.text("console.signing.next.none"));
  }

  private static Optional<StoredKey> in(List<StoredKey> keys, State state) {
    return keys.stream().filter(key -> key.state() == state).findFirst();
  }
}

package dev.countersign.audit;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Page;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a customer asked of the face calls: the trail's events of those kinds beside the people they
 * speak of, as those people are known now. Somebody who was erased is nobody here.
 */
public final class RequestLog {
  private static final List<String> KINDS =
      List.of(
          AuditKind.FACE_ENROLL.text(),
          AuditKind.FACE_UPDATE.text(),
          AuditKind.FACE_AUTHENTICATE.text(),
          AuditKind.FACE_SEARCH.text());

  private final Store store;

  public RequestLog(Store store) {
    this.store = store;
  }

  /**
   * One line of it.
   *
   * @param event what happened
   * @param user whom it concerned, absent when nobody or when that person was erased since
   */
  public record Entry(AuditEvent event, Optional<User> user) {}

  /** The requests in [from, to), newest first. */
  public Page<Entry> page(CustomerId customer, Instant from, Instant to, long offset, int limit) {
    return store.read(tx -> {
      Page<AuditEvent> events = tx.audit().page(customer, KINDS, from, to, offset, limit);
      Map<UserId, User> people = people(tx, customer, events.items());
      List<Entry> entries =
          events.items().stream().map(event -> new Entry(event, person(event, people))).toList();
      return new Page<>(entries, events.total());
    });
  }

  private static Map<UserId, User> people(
      Transaction tx, CustomerId customer, List<AuditEvent> events) {
    List<UserId> ids =
        events.stream().map(AuditEvent::userId).filter(Objects::nonNull).distinct().toList();
    return tx.users().byIds(customer, ids).stream()
        .collect(Collectors.toMap(User::id, Function.identity()));
  }

  private static Optional<User> person(AuditEvent event, Map<UserId, User> people) {
    return Optional.ofNullable(event.userId()).flatMap(id -> Optional.ofNullable(people.get(id)));
  }
}

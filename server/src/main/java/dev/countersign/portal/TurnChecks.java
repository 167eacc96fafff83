package dev.countersign.portal;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.capture.Refusal;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.portal.TurnCheck.Checked.Failed;
import dev.countersign.portal.TurnCheck.Checked.Later;
import dev.countersign.portal.TurnCheck.Checked.Passed;
import dev.countersign.portal.Visit.Open;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Has heads turned where the customer wants it, and writes down where they were not. */
public final class TurnChecks {
  private final Store store;
  private final TurnCheck check;
  private final AuditLog audit;
  private final InstantSource clock;

  public TurnChecks(Store store, TurnCheck check, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.check = check;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Goes on, where nothing keeps the try from it.
   *
   * @param next given the face that was seen to turn; none where nobody had to
   */
  Outcome checked(
      Open visit, Shot shot, Origin origin, Function<Optional<Embedding>, Outcome> next) {
    if (!visit.settings().portals().challenge()) {
      return next.apply(Optional.empty());
    }
    return switch (check.check(visit, shot)) {
      case Passed(Embedding face) -> next.apply(Optional.of(face));
      case Failed(Refusal refusal) -> failed(visit, refusal, origin);
      case Later(Duration retryAfter) -> new Outcome.Busy(retryAfter);
    };
  }

  private Outcome failed(Open visit, Refusal refusal, Origin origin) {
    return store.write(tx -> {
      audit.append(tx, kind(visit.kind()), refusal.code(), origin, about(visit));
      visit
          .portal()
          .ifPresent(portal ->
              new PortalEnding<>(portal, clock, (Refusal one) -> Step.refused(one.code()))
                  .ended(tx, refusal));
      return new Outcome.Refused(refusal);
    });
  }

  private static About about(Open visit) {
    return About.person(visit.customer().id(), visit.user().map(User::id))
        .with("{\"challenge\":true}");
  }

  private static AuditKind kind(Kind kind) {
    return switch (kind) {
      case ENROLL -> AuditKind.FACE_ENROLL;
      case UPDATE -> AuditKind.FACE_UPDATE;
      case AUTHENTICATE -> AuditKind.FACE_AUTHENTICATE;
      case SEARCH -> AuditKind.FACE_SEARCH;
    };
  }
}

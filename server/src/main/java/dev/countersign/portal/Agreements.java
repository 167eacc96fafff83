package dev.countersign.portal;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.Portal.State;
import dev.countersign.portal.Visit.Open;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What somebody decides on a portal before their face is looked at. An enrolment keeps the consent
 * with the face; of what is only compared, the trail keeps that the person agreed, and to what.
 */
public final class Agreements {
  private final Store store;
  private final AuditLog audit;
  private final InstantSource clock;

  public Agreements(Store store, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** Records that the person agreed, the first time they did. */
  void agreed(Open visit, Origin origin) {
    visit
        .portal()
        .filter(one -> one.agreedAt() == null)
        .ifPresent(portal -> written(portal, visit, origin));
  }

  /** The same, and once more where what they agree to is another text than the one before. */
  void agreedToTry(Open visit, Origin origin) {
    visit.portal().ifPresent(portal -> written(portal, visit, origin));
  }

  private void written(Portal portal, Open visit, Origin origin) {
    store.write(tx -> {
      Optional<Portal> now =
          tx.portals().lock(portal.digest()).filter(one -> isNews(tx, one, visit));
      now.ifPresent(one -> {
        if (one.agreedAt() == null) {
          tx.portals().update(one.agreed(clock.instant()));
        }
        audit.append(
            tx,
            AuditKind.PORTAL_AGREED,
            AuditLog.SUCCESS,
            origin,
            PortalCreation.about(one).with(detail(one, visit)));
      });
      return now.isPresent();
    });
  }

  private static boolean isNews(Transaction tx, Portal portal, Open visit) {
    String told = "portal agreed\n" + portal.id() + "\n" + visit.terms();
    return tx.nonces().use(TokenDigest.of(told).bytes(), portal.expiresAt());
  }

  private static String detail(Portal portal, Open visit) {
    FaceSettings faces = visit.settings().faces();
    return "{\"portal\":\"%s\",\"source\":\"person\",\"text\":%s,\"purpose\":%s,\"days\":%s}"
        .formatted(portal.id(), quoted(faces.textVersion()), quoted(faces.purpose()), visit.days());
  }

  /** As JSON. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' || letter == '"' || letter == '\\') {
        quoted.append("\\u%04x".formatted((int) letter));
      } else {
        quoted.append(letter);
      }
    }
    return quoted.append('"').toString();
  }

  /** The person does not want to: the portal is closed; a person's enrolment URL stays as it is. */
  public void cancelled(Open visit, Origin origin) {
    Instant at = clock.instant();
    visit
        .portal()
        .ifPresent(portal ->
            store.write(tx -> {
              Optional<Portal> now = tx.portals().lock(portal.digest()).filter(one -> one.open(at));
              now.ifPresent(one -> {
                Progress old = one.progress();
                tx.portals()
                    .update(one.with(new Progress(State.CANCELLED, "", old.mismatches(), at)));
                audit.append(
                    tx,
                    AuditKind.PORTAL_CANCELLED,
                    AuditLog.SUCCESS,
                    origin,
                    PortalCreation.about(one));
              });
              return now.isPresent();
            }));
  }
}

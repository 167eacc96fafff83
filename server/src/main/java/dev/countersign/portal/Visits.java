package dev.countersign.portal;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.customer.PortalSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.User;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.End;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.Optional;

/** Looks at what addresses lead to; changes nothing. */
public final class Visits {
  private final Store store;
  private final SettingsAdministration settings;
  private final InstantSource clock;

  public Visits(Store store, SettingsAdministration settings, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** What the enrolment URL with that reference leads to. */
  public Visit ofEnrolment(String reference) {
    return store.read(tx ->
        tx.users()
            .byEnrolmentReference(reference)
            .map(user -> ofEnrolment(tx, user))
            .orElseGet(Unknown::new));
  }

  private Visit ofEnrolment(Transaction tx, User user) {
    if (!clock.instant().isBefore(user.enrolment().openUntil())) {
      boolean used = user.enrolment().state() == Enrolment.State.SUCCESS;
      return new Closed(
          used ? End.USED : End.EXPIRED, pages(tx, user.customerId()), Optional.empty());
    }
    boolean enrolled = tx.faceTemplates().find(user.customerId(), user.id()).isPresent();
    return new Open(
        tx.customers().byId(user.customerId()).orElseThrow(),
        enrolled ? Kind.UPDATE : Kind.ENROLL,
        Optional.of(user),
        settings.of(tx, user.customerId()),
        Optional.empty());
  }

  /** What the portal whose address ends in that token leads to. */
  public Visit ofToken(String token) {
    byte[] digest = TokenDigest.of(token).bytes();
    return store.read(tx ->
        tx.portals().find(digest).map(portal -> ofPortal(tx, portal)).orElseGet(Unknown::new));
  }

  private Visit ofPortal(Transaction tx, Portal portal) {
    if (!portal.open(clock.instant())) {
      return new Closed(end(portal), pages(tx, portal.customerId()), Optional.of(portal));
    }
    Customer customer = tx.customers().byId(portal.customerId()).orElseThrow();
    // Whoever is erased takes their portals along.
    Optional<User> user = portal.user().flatMap(id -> tx.users().byId(customer.id(), id));
    return new Open(
        customer, portal.kind(), user, settings.of(tx, customer.id()), Optional.of(portal));
  }

  private PortalSettings pages(Transaction tx, CustomerId customer) {
    return settings.of(tx, customer).portals();
  }

  private static End end(Portal portal) {
    return switch (portal.progress().state()) {
      case OPEN -> End.EXPIRED;
      case SUCCESS -> End.USED;
      case FAILURE -> End.REFUSED;
      case CANCELLED -> End.CANCELLED;
    };
  }
}

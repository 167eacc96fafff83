package dev.countersign.notify;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;

/** Shows a customer the secret its callbacks are signed with, and makes another one. */
public final class CallbackSecretAdministration {
  private final Store store;
  private final CallbackSecrets secrets;
  private final AuditLog audit;

  public CallbackSecretAdministration(Store store, CallbackSecrets secrets, AuditLog audit) {
    this.store = store;
    this.secrets = secrets;
    this.audit = audit;
  }

  /** The secret, made when there is none yet; the trail tells who saw it. */
  public Secret shown(CustomerId customer, Origin origin) {
    return store.write(tx -> {
      tell(tx, AuditKind.CALLBACK_SECRET_SHOWN, customer, origin);
      return secrets.storedOrNew(tx, customer);
    });
  }

  /** Another secret: whatever is delivered from now on is signed with it alone. */
  public Secret renew(CustomerId customer, Origin origin) {
    return store.write(tx -> {
      tell(tx, AuditKind.CALLBACK_SECRET_RENEWED, customer, origin);
      return secrets.renewed(tx, customer);
    });
  }

  private void tell(Transaction tx, AuditKind kind, CustomerId customer, Origin origin) {
    audit.append(tx, kind, AuditLog.SUCCESS, origin, About.customer(customer));
  }
}

package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditListener;
import dev.countersign.audit.AuditLog;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.Map;

/** Mails a person whose password was changed, by whatever way: it may not have been them. */
public final class PasswordNotices implements AuditListener {
  private final AccountMailer mailer;

  PasswordNotices(AccountMailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public void appended(Transaction tx, AuditEvent event) {
    CustomerId customer = event.customerId();
    UserId person = event.userId();
    if (customer == null
        || person == null
        || !event.kind().equals(AuditKind.PASSWORD_CHANGED.text())
        || !event.outcome().equals(AuditLog.SUCCESS)) {
      return;
    }
    tx.users()
        .lock(customer, person)
        .filter(user -> !user.profile().email().isEmpty())
        .ifPresent(user ->
            mailer.send(
                tx,
                user,
                AccountMail.PASSWORD_CHANGED,
                Map.of("link", mailer.page(customer, ForgottenPassword.PAGE))));
  }
}

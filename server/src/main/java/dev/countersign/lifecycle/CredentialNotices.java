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

/**
 * Mails a person whose password or second factors changed, by whatever way: it may not have been
 * them.
 */
public final class CredentialNotices implements AuditListener {
  private static final Map<String, AccountMail> MAILS =
      Map.of(
          AuditKind.PASSWORD_CHANGED.text(), AccountMail.PASSWORD_CHANGED,
          AuditKind.FACTOR_ADDED.text(), AccountMail.FACTOR_ADDED,
          AuditKind.FACTOR_REMOVED.text(), AccountMail.FACTOR_REMOVED,
          AuditKind.FACTORS_RESET.text(), AccountMail.FACTOR_REMOVED);

  private final AccountMailer mailer;

  CredentialNotices(AccountMailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public void appended(Transaction tx, AuditEvent event) {
    CustomerId customer = event.customerId();
    UserId person = event.userId();
    AccountMail mail = MAILS.get(event.kind());
    if (customer == null
        || person == null
        || mail == null
        || !event.outcome().equals(AuditLog.SUCCESS)) {
      return;
    }
    tx.users()
        .lock(customer, person)
        .filter(user -> !user.profile().email().isEmpty())
        .ifPresent(user ->
            mailer.send(
                tx, user, mail, Map.of("link", mailer.page(customer, ForgottenPassword.PAGE))));
  }
}

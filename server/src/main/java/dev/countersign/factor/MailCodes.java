package dev.countersign.factor;

import dev.countersign.approval.OneTimeApprovals;
import dev.countersign.approval.OneTimeApprovals.Issued;
import dev.countersign.approval.OneTimeApprovals.Told;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.User;
import dev.countersign.notify.CodeMail;
import dev.countersign.store.Transaction;
import java.util.Optional;

/** Codes sent to the address a person has shown to be theirs. */
public final class MailCodes {
  private static final String APPROVES = "second_factor";

  private final OneTimeApprovals approvals;
  private final CodeMail mail;

  public MailCodes(OneTimeApprovals approvals, CodeMail mail) {
    this.approvals = approvals;
    this.mail = mail;
  }

  /** Whether there is an address that is known to be the person's. */
  static boolean reachable(User user) {
    return user.profile().emailVerified() && !user.profile().email().isEmpty();
  }

  /**
   * Mails a code, in a transaction that holds the person's row; answers the reference it is told
   * back with. Absent when there is no address, no mail leaves this server, or as many were sent as
   * anybody needs.
   */
  public Optional<String> send(Transaction tx, User user) {
    if (!reachable(user) || !mail.allows(tx, "mail code", user)) {
      return Optional.empty();
    }
    Issued issued = approvals.issue(tx, user.customerId(), user.id(), APPROVES);
    mail.send(
        tx,
        user,
        "Your sign-in code",
        "Your code is "
            + issued.code().text()
            + ". It holds for 5 minutes.\n\nIf you are not signing in now, somebody knows your"
            + " password: change it, and do not tell the code to anybody.\n");
    return Optional.of(issued.reference());
  }

  /** Takes the code back; every call uses up a try, the right one uses up the code. */
  public boolean take(Transaction tx, User user, String reference, Secret code) {
    return approvals
        .redeem(tx, new Told(user.customerId(), user.id(), reference, code), APPROVES::equals)
        .isPresent();
  }
}

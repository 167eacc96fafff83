package dev.countersign.user;

import dev.countersign.store.Transaction;

/** Where mails with an enrolment URL are put, to be sent once the transaction is durable. */
public interface EnrolmentMails {
  /** Queues the mail; it is sent if and only if the transaction commits. */
  void queue(Transaction tx, EnrolmentMail mail);
}

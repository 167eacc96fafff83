package dev.countersign.user;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;

/**
 * Where text messages with an enrolment URL are put, to be sent once the transaction is durable.
 */
public interface EnrolmentTexts {
  /** Queues the message; it is sent if and only if the transaction commits. */
  void queue(Transaction tx, EnrolmentText text);

  /**
   * A text message that brings a person the URL to enrol their face at.
   *
   * @param customer on whose behalf
   * @param user the person
   * @param number their telephone's, with the country's code where it is known
   * @param text what it says
   */
  record EnrolmentText(CustomerId customer, UserId user, String number, String text) {
    /** Without the number, and without the URL, which is a capability: safe in a log. */
    @Override
    public String toString() {
      return "EnrolmentText[of " + customer + "]";
    }
  }
}

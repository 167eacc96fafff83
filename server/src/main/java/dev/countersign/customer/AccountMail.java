package dev.countersign.customer;

import java.util.Locale;

/** The mails an account's life brings with it. Each has a text until the customer sets its own. */
public enum AccountMail {
  /** Somebody signed up with the address and is to confirm it. */
  SIGN_UP,
  /** Somebody signed up with the address of an account. */
  ACCOUNT_EXISTS,
  /** Somebody signed up with a name that is taken. */
  NAME_TAKEN,
  /** An account was made for the person, who is to choose a password. */
  INVITATION,
  /** The person is to confirm the account's address. */
  VERIFY_ADDRESS,
  /** The password was forgotten. */
  RESET_PASSWORD,
  /** The password was changed. */
  PASSWORD_CHANGED,
  /** A second factor was added. */
  FACTOR_ADDED,
  /** A second factor was removed, or all of them. */
  FACTOR_REMOVED,
  /** To a new address: it is to be confirmed. */
  CONFIRM_ADDRESS,
  /** To the old address: it is to be changed, which can be refused. */
  ADDRESS_CHANGING,
  /** The account will be deleted, and can be restored until then. */
  DELETION_PLANNED,
  /** The account was deleted. */
  DELETED;

  /** As it is written in settings and file names. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the names of the settings about it begin with. */
  public String setting() {
    return "account.mail." + text();
  }
}

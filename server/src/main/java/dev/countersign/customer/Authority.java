package dev.countersign.customer;

/** On whose authority a customer's settings are changed. */
public enum Authority {
  /** The customer's: its administrators, its programs, its people. */
  CUSTOMER,
  /** The server's operators'. */
  OPERATOR;

  /** Of whoever operates the server, or does not. */
  public static Authority of(boolean operator) {
    return operator ? OPERATOR : CUSTOMER;
  }
}

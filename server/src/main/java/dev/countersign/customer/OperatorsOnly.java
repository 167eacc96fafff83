package dev.countersign.customer;

/** A setting that only the server's operators change; the message names it. */
public final class OperatorsOnly extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OperatorsOnly(String setting) {
    super(
        "Only the server's operators change "
            + setting
            + ": it says whom the server may call. Please ask them");
  }
}

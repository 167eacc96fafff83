package dev.countersign.store;

/** A name or key that must be unique is taken. The transaction may go on. */
public final class AlreadyExists extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what exists already, without naming it: names are personal data. */
  public AlreadyExists(String what) {
    super(what + " exists already");
  }
}

package dev.countersign.store;

/** The row that was to be changed is not there. The transaction may go on. */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing. */
  public NotFound(String what) {
    super(what + " does not exist");
  }
}

package dev.countersign.store;

/** Somebody else changed the row between reading and writing it. Reading again helps. */
public final class ChangedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what changed. */
  public ChangedMeanwhile(String what) {
    super(what + " was changed by somebody else meanwhile; read it again and repeat");
  }
}

package dev.countersign.store;

/** The database cannot be reached, or is too busy to take more work. Trying again may help. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the driver said. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /** Without a driver's word: the server itself would not queue more. */
  public StoreUnavailable(String message) {
    super(message);
  }
}

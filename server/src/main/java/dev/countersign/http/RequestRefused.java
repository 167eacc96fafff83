package dev.countersign.http;

import dev.countersign.http.Failure.Kind;

/** Ends a request early with a failure. Thrown by what reads a request; the pipeline renders it. */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Refuses with that failure. */
  public RequestRefused(Failure failure) {
    // Refusals are answers, not faults: nobody reads their stack trace.
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  /** A request that cannot be read. */
  public static RequestRefused malformed(String message) {
    return new RequestRefused(Failure.of(Kind.MALFORMED, message));
  }

  /** Why. */
  public Failure failure() {
    return failure;
  }
}

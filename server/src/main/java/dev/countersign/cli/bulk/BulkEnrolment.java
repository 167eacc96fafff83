package dev.countersign.cli.bulk;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Enrols many people, as many at once as there are processors. Nothing is kept of how far it got
 * but the faces themselves: whoever has one is passed over, so it can be ended at any moment and
 * called again.
 */
public final class BulkEnrolment {
  private final OneEnrolment one;
  private final Progress progress;
  private final Consumer<Refused> refusals;
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private Totals totals = new Totals(0, 0, 0, 0, 0);

  /**
   * A bulk enrolment.
   *
   * @param refusals is told what is refused, by one thread at a time
   */
  public BulkEnrolment(OneEnrolment one, Progress progress, Consumer<Refused> refusals) {
    this.one = one;
    this.progress = progress;
    this.refusals = refusals;
  }

  /** Enrols them all; a failure that is not about one of them ends it. */
  public Totals run(List<Candidate> candidates, int atOnce) {
    totals = new Totals(candidates.size(), 0, 0, 0, 0);
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService workers =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("enrol-", 0).factory())) {
      for (Candidate candidate : candidates) {
        places.acquireUninterruptibly();
        if (!failures.isEmpty()) {
          break;
        }
        workers.execute(() -> work(candidate, places));
      }
    }
    RuntimeException failed = failures.peek();
    if (failed != null) {
      throw failed;
    }
    return totals;
  }

  private void work(Candidate candidate, Semaphore places) {
    try {
      note(one.enrol(candidate));
    } catch (RuntimeException e) {
      failures.add(e);
    } finally {
      places.release();
    }
  }

  private synchronized void note(Outcome outcome) {
    totals = totals.with(outcome);
    outcome.refused().forEach(refusals);
    progress.show(totals);
  }
}

package dev.countersign.transfer;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports that take longer than a request: begun here, looked at until they are over, and then
 * fetched once. The file lies on this node, for its owner alone, until it was fetched or a day has
 * gone by.
 */
public final class BackgroundExports {
  private static final Logger log = LoggerFactory.getLogger(BackgroundExports.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int AT_ONCE = 3;

  /** Eighteen digits: nobody comes across one by counting. */
  private static final long LEAST_ID = 100_000_000_000_000_000L;

  private final Export exports;
  private final Store store;
  private final ExportFiles files;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<Long, Job> jobs = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /**
   * Wires them.
   *
   * @param folder where files wait to be fetched
   */
  public BackgroundExports(
      Export exports, Store store, Path folder, SecureRandom random, InstantSource clock) {
    this.exports = exports;
    this.store = store;
    this.files = new ExportFiles(folder);
    this.random = random;
    this.clock = clock;
  }

  /**
   * What is to be exported.
   *
   * @param place whose administrators asked and may fetch it; absent for the server's operators
   * @param byOperator whether an operator of the server asks
   * @param only the customers to export; all where it is empty
   * @param passphrase what secrets are encrypted under; without it they are left out
   * @param signingKeys whether the keys that tokens are signed with go along
   * @param product which version of the server writes
   */
  public record Order(
      Optional<CustomerId> place,
      boolean byOperator,
      List<Customer> only,
      Optional<Secret> passphrase,
      boolean signingKeys,
      String product) {}

  /** How an export is doing. */
  public sealed interface State {
    /** So many records of all there are. */
    record Running(long done, long total) implements State {}

    /** It waits to be fetched; some records may not have decrypted and were left out. */
    record Ready(long records, long bytes, long leftOut, String sha256) implements State {}

    /** It was fetched, and the file is gone. */
    record Fetched() implements State {}

    /** It broke off; the log says why. */
    record Failed() implements State {}
  }

  /**
   * An export.
   *
   * @param id its identity
   * @param place whose it is, as in {@link Order}
   * @param what the names of the customers, or the empty list for all
   * @param begunAt when it began
   * @param state how it is doing
   */
  public record Job(
      long id, Optional<CustomerId> place, List<String> what, Instant begunAt, State state) {
    Job in(State other) {
      return new Job(id, place, what, begunAt, other);
    }

    /** Whether it is under way. */
    public boolean running() {
      return state instanceof State.Running;
    }
  }

  /**
   * Begins one; answers its id.
   *
   * @throws InvalidInput when it may not or cannot be begun; the message says why
   */
  public synchronized long start(Order order, Origin origin) {
    sweep();
    require(order);
    replaced(order.place()).forEach(this::forget);
    long id = random.nextLong(LEAST_ID, 10 * LEAST_ID);
    List<String> what = order.only().stream().map(Customer::name).toList();
    Export.Request request =
        new Export.Request(
            files.of(id), order.passphrase(), order.only(), order.signingKeys(), order.product());
    State begun = new State.Running(0, 0);
    jobs.put(id, new Job(id, order.place(), what, clock.instant(), begun));
    Thread.ofPlatform().name("export-" + id).daemon().start(() -> run(id, request, origin));
    return id;
  }

  private void require(Order order) {
    Export.Request.requireSealed(order.passphrase(), order.signingKeys());
    if (!order.byOperator() && order.passphrase().isPresent()) {
      requireNoOperators(order.only());
    }
    boolean busy =
        jobs.values().stream().anyMatch(job -> job.running() && job.place().equals(order.place()));
    if (busy || jobs.values().stream().filter(Job::running).count() >= AT_ONCE) {
      throw new InvalidInput("An export is under way already; wait until it is over");
    }
  }

  /** Whoever has an operator's hash and app secret is on the way to becoming that operator. */
  private void requireNoOperators(List<Customer> customers) {
    List<CustomerId> ids = customers.stream().map(Customer::id).toList();
    boolean some =
        store.read(tx -> tx.operators().list()).stream()
            .anyMatch(operator -> ids.contains(operator.customerId()));
    if (some) {
      throw new InvalidInput(
          "Somebody here operates the server, so only operators export secrets of this"
              + " customer; leave secrets out");
    }
  }

  private void run(long id, Export.Request request, Origin origin) {
    AtomicLong leftOut = new AtomicLong();
    try {
      Export.Outcome outcome =
          exports.run(
              request,
              origin,
              (done, total) -> put(id, new State.Running(done, total)),
              _ -> leftOut.incrementAndGet());
      long records = outcome.counts().values().stream().mapToLong(Long::longValue).sum();
      long bytes = ExportFiles.size(request.file());
      put(id, new State.Ready(records, bytes, leftOut.get(), outcome.sha256()));
    } catch (RuntimeException e) {
      tell(id, e);
    } finally {
      // Whatever ended it: what is over is not shown as under way for ever.
      jobs.computeIfPresent(id, (_, job) -> job.running() ? job.in(new State.Failed()) : job);
    }
  }

  private void tell(long id, RuntimeException e) {
    if (closing) {
      log.warn("Export {} broke off, because the server is closing", id);
      return;
    }
    log.warn("Export {} broke off", id, e);
  }

  /** The server is closing: what is under way breaks off, and that is no fault. */
  public void closing() {
    closing = true;
  }

  /** A place has one export at a time, or its files would fill the disk. */
  private List<Long> replaced(Optional<CustomerId> place) {
    return jobs.values().stream()
        .filter(job -> !job.running() && job.place().equals(place))
        .map(Job::id)
        .toList();
  }

  private void forget(long id) {
    jobs.remove(id);
    files.remove(id);
  }

  private void put(long id, State state) {
    jobs.computeIfPresent(id, (_, job) -> job.in(state));
  }

  /** The exports of that place, newest first. */
  public List<Job> list(Optional<CustomerId> place) {
    sweep();
    return jobs.values().stream()
        .filter(job -> job.place().equals(place))
        .sorted(Comparator.comparing(Job::begunAt).reversed())
        .toList();
  }

  private Optional<Job> find(Optional<CustomerId> place, long id) {
    return Optional.ofNullable(jobs.get(id)).filter(job -> job.place().equals(place));
  }

  /** Where the file of an export lies that waits to be fetched. */
  public Optional<Path> ready(Optional<CustomerId> place, long id) {
    return find(place, id)
        .filter(job -> job.state() instanceof State.Ready)
        .map(_ -> files.of(id))
        .filter(Files::isRegularFile);
  }

  /** The whole file was sent: it goes. */
  public void fetched(long id) {
    // Whoever sees that it was fetched finds no file any more.
    files.remove(id);
    put(id, new State.Fetched());
  }

  /** Removes an export that is over; false when there is none. */
  public boolean delete(Optional<CustomerId> place, long id) {
    Optional<Job> job = find(place, id).filter(one -> !one.running());
    job.ifPresent(one -> forget(id));
    return job.isPresent();
  }

  /** Removes what has waited for a day, and what a process that ended left behind. */
  public void sweep() {
    Instant before = clock.instant().minus(KEPT);
    jobs.values().stream()
        .filter(job -> !job.running() && job.begunAt().isBefore(before))
        .map(Job::id)
        .forEach(this::forget);
    files.removeOlder(before);
  }
}

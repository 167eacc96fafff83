package dev.countersign.transfer;

import dev.countersign.audit.AuditKind;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.store.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports of files that lie in a folder of this node: tried out first, then done. What this process
 * knows of them ends with it; an import that broke off is finished by doing it again.
 */
public final class BackgroundImports {
  private static final Logger log = LoggerFactory.getLogger(BackgroundImports.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_FINDINGS = 200;
  private static final long LEAST_ID = 100_000_000_000_000_000L;

  private final Import imports;
  private final OwnFolder folder;
  private final ReceivedFiles received;
  private final String database;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<Long, Job> jobs = new ConcurrentHashMap<>();

  /**
   * Wires them.
   *
   * @param folder where the files lie
   * @param database which database it is: progress is resumed in the same one only
   */
  public BackgroundImports(
      Import imports, Path folder, String database, SecureRandom random, InstantSource clock) {
    this.imports = imports;
    this.folder = new OwnFolder(folder);
    this.received = new ReceivedFiles(this.folder);
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What is to be imported.
   *
   * @param file its name in the folder
   * @param format who wrote it
   * @param withoutSecrets whether secret parts are passed over
   * @param customer whose records alone, and whom they go to
   * @param replace whether records that differ are overwritten
   * @param allowOperator whether clients may come with the operator's scope
   */
  public record Order(
      String file,
      Import.Format format,
      boolean withoutSecrets,
      Optional<String> customer,
      boolean replace,
      boolean allowOperator) {}

  /** A file that can be imported. */
  public record Waiting(String name, long bytes, Instant changedAt, boolean begun) {}

  /** Something that was found, as in {@link Findings#found}. */
  public record Found(long line, String record, String message) {}

  /** How an import is doing. */
  public sealed interface State {
    /** So many records of all there are. */
    record Running(long done, long total) implements State {}

    /** It is over. */
    record Over(Import.Outcome outcome) implements State {}

    /** It broke off. */
    record Failed(String message) implements State {}
  }

  /**
   * An import.
   *
   * @param id its identity
   * @param order what it is of
   * @param trial whether nothing is written
   * @param begunAt when it began
   * @param state how it is doing
   * @param findings the first of what was found
   * @param found how much was found
   */
  public record Job(
      long id,
      Order order,
      boolean trial,
      Instant begunAt,
      State state,
      List<Found> findings,
      long found) {
    /** Keeps an unmodifiable copy. */
    public Job {
      findings = List.copyOf(findings);
    }

    /** Whether it is under way. */
    public boolean running() {
      return state instanceof State.Running;
    }

    /** Whether it was tried out and can be done. */
    public boolean promising() {
      return trial && state instanceof State.Over over && over.outcome().damaged() == 0;
    }
  }

  /** Where files are to be put. */
  public Path folder() {
    return folder.path();
  }

  /** The files that lie there. */
  public List<Waiting> files() {
    List<Path> all = folder.files();
    return all.stream()
        .filter(file -> ReceivedFiles.plain(name(file)))
        .map(file -> waiting(file, all.contains(file.resolveSibling(name(file) + ".progress"))))
        .toList();
  }

  /**
   * Takes a file into the folder; answers what it is called there.
   *
   * @param name what it was called where it comes from
   * @param bytes how many it has about, or -1 where that is not known
   * @throws InvalidInput when it cannot be taken; nothing of it is left behind
   */
  public String receive(String name, long bytes, InputStream content, Origin origin) {
    String kept = received.take(name, bytes, content);
    imports.note(AuditKind.IMPORT_UPLOADED, kept, origin);
    return kept;
  }

  /**
   * Deletes a file of the folder, and what is known of how far its import got.
   *
   * @throws NotFound when there is none of that name
   * @throws InvalidInput when it is being imported, or cannot be deleted
   */
  public synchronized void discard(String name, Origin origin) {
    if (files().stream().noneMatch(file -> file.name().equals(name))) {
      throw new NotFound("the file");
    }
    if (jobs.values().stream().anyMatch(job -> job.running() && job.order().file().equals(name))) {
      throw new InvalidInput("the file is being imported; wait until that is over");
    }
    received.discard(name);
    imports.note(AuditKind.IMPORT_FILE_DELETED, name, origin);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Waiting waiting(Path file, boolean begun) {
    try {
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      return new Waiting(name(file), Files.size(file), changed, begun);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be looked at", e);
    }
  }

  /** Begins to find out what an import would do; answers its id. */
  public long tryOut(Order order, Optional<Secret> passphrase, Origin origin) {
    return start(order, true, passphrase, origin);
  }

  /**
   * Does what was tried out; answers the id.
   *
   * @throws NotFound when nothing was tried out under that id that could be done
   */
  public long carryOut(long trial, Optional<Secret> passphrase, Origin origin) {
    Job tried = find(trial).filter(Job::promising).orElseThrow(() -> new NotFound("the trial"));
    return start(tried.order(), false, passphrase, origin);
  }

  private synchronized long start(
      Order order, boolean trial, Optional<Secret> passphrase, Origin origin) {
    if (files().stream().noneMatch(file -> file.name().equals(order.file()))) {
      throw new InvalidInput("There is no such file in the folder " + folder.path());
    }
    if (order.format() != Import.Format.COUNTERSIGN && order.customer().isEmpty()) {
      throw new InvalidInput("Name the customer that the users of the file come to");
    }
    if (jobs.values().stream().anyMatch(Job::running)) {
      throw new InvalidInput("An import is under way already; wait until it is over");
    }
    long id = random.nextLong(LEAST_ID, 10 * LEAST_ID);
    State begun = new State.Running(0, 0);
    jobs.put(id, new Job(id, order, trial, clock.instant(), begun, List.of(), 0));
    Import.Request request =
        new Import.Request(
            folder.file(order.file()),
            order.format(),
            passphrase,
            order.withoutSecrets(),
            order.customer(),
            trial,
            order.replace(),
            order.allowOperator(),
            database);
    Thread.ofPlatform().name("import-" + id).daemon().start(() -> run(id, request, origin));
    return id;
  }

  private void run(long id, Import.Request request, Origin origin) {
    List<Found> first = Collections.synchronizedList(new ArrayList<>());
    AtomicLong found = new AtomicLong();
    Findings findings =
        (line, record, message) -> {
          if (found.incrementAndGet() <= MOST_FINDINGS) {
            first.add(new Found(line, record, message));
          }
        };
    State end;
    try {
      Progress progress =
          (done, total) -> put(id, new State.Running(done, total), first, found.get());
      end = new State.Over(imports.run(request, origin, progress, findings));
    } catch (InvalidInput e) {
      end = new State.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.warn("Import {} broke off", id, e);
      end = new State.Failed("It broke off; the log says why. Do it again to finish it");
    }
    put(id, end, first, found.get());
  }

  private void put(long id, State state, List<Found> first, long found) {
    List<Found> copy = List.copyOf(first);
    jobs.computeIfPresent(
        id, (_, job) -> new Job(id, job.order(), job.trial(), job.begunAt(), state, copy, found));
  }

  /** What this process knows of imports, newest first. */
  public List<Job> list() {
    Instant before = clock.instant().minus(KEPT);
    jobs.values().removeIf(job -> !job.running() && job.begunAt().isBefore(before));
    return jobs.values().stream().sorted(Comparator.comparing(Job::begunAt).reversed()).toList();
  }

  /** One of them. */
  public Optional<Job> find(long id) {
    return Optional.ofNullable(jobs.get(id));
  }
}

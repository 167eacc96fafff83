package dev.countersign.transfer;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import dev.countersign.transfer.FileSecrets.WrongPassphrase;
import dev.countersign.transfer.Source.Checked;
import dev.countersign.transfer.Tally.Fate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads records from a file into the database, a batch in a transaction, while servers go on. A
 * record that is here already and equal is passed over; one that differs is reported and kept as it
 * is here. An import that was interrupted is finished by running it again.
 */
public final class Import {
  private final Store store;
  private final Kinds kinds;
  private final ForeignFiles foreign;
  private final AuditLog audit;
  private final SecureRandom random;

  public Import(Store store, Kinds kinds, AuditLog audit, SecureRandom random) {
    this.store = store;
    this.kinds = kinds;
    this.foreign = new ForeignFiles(kinds);
    this.audit = audit;
    this.random = random;
  }

  /** Who wrote the file. */
  public enum Format {
    COUNTERSIGN,
    KEYCLOAK,
    LOOPBACK
  }

  /**
   * What is to be imported.
   *
   * @param file from where
   * @param format who wrote it
   * @param passphrase what opens the secret parts
   * @param withoutSecrets whether secret parts are to be passed over
   * @param customer whose records alone, and whom they go to; needed for files of other servers
   * @param dryRun whether nothing is to be written
   * @param replace whether records that differ are overwritten
   * @param allowOperator whether clients may come with the operator's scope, which reaches every
   *     customer
   * @param database which database it is: progress is resumed in the same one only
   */
  public record Request(
      Path file,
      Format format,
      Optional<Secret> passphrase,
      boolean withoutSecrets,
      Optional<String> customer,
      boolean dryRun,
      boolean replace,
      boolean allowOperator,
      String database) {}

  /**
   * How it ended.
   *
   * @param damaged how many lines are damaged; nothing was imported if any is
   * @param tally what became of the records, or would
   * @param resumedAfter how many records an earlier run had dealt with
   * @param notes what the file holds that has no place here, with how often it does
   */
  public record Outcome(long damaged, Tally tally, long resumedAfter, Map<String, Long> notes) {
    /** Whether every record is here now, or would be. */
    public boolean complete() {
      return damaged == 0 && tally.of(Fate.CONFLICT) == 0 && tally.of(Fate.REFUSED) == 0;
    }
  }

  /**
   * Imports.
   *
   * @throws InvalidInput when the file, the passphrase or the customer is not the right one
   */
  public Outcome run(Request request, Progress progress, Findings findings) {
    return run(request, Origin.CLI, progress, findings);
  }

  /** The same, asked for from there. */
  public Outcome run(Request request, Origin origin, Progress progress, Findings findings) {
    Outcome outcome = read(request, progress, findings);
    if (!request.dryRun() && outcome.damaged() == 0) {
      tell(request, origin, outcome.tally());
    }
    return outcome;
  }

  private Outcome read(Request request, Progress progress, Findings findings) {
    if (!Files.isRegularFile(request.file())) {
      throw new InvalidInput("There is no file " + request.file());
    }
    if (request.format() == Format.COUNTERSIGN) {
      return countersign(request, progress, findings);
    }
    Customer customer = target(request);
    Map<String, Long> notes = new TreeMap<>();
    Source source = foreign.source(request, customer.id(), notes);
    AtomicLong damaged = new AtomicLong();
    Checked checked = source.check(counting(damaged, findings), progress);
    return read(request, source, checked, damaged.get(), notes, progress, findings);
  }

  private Customer target(Request request) {
    String name =
        request
            .customer()
            .orElseThrow(
                () -> new InvalidInput("Say with --customer whose users those of the file become"));
    return Name.lookupKey(name)
        .flatMap(key -> store.read(tx -> tx.customers().byNameKey(key)))
        .orElseThrow(() ->
            new InvalidInput(
                "There is no customer \""
                    + name
                    + "\". \"countersign customer create\" makes one"));
  }

  private static Findings counting(AtomicLong count, Findings findings) {
    return (line, record, message) -> {
      count.incrementAndGet();
      findings.found(line, record, message);
    };
  }

  private Outcome countersign(Request request, Progress progress, Findings findings) {
    Optional<FileSecrets> secrets = secrets(request, CountersignFile.manifest(request.file()));
    CountersignFile source = new CountersignFile(request.file(), kinds, secrets);
    AtomicLong damaged = new AtomicLong();
    Checked checked = source.check(counting(damaged, findings), progress);
    if (damaged.get() == 0) {
      request.customer().ifPresent(name -> choose(source, name));
    }
    return read(request, source, checked, damaged.get(), Map.of(), progress, findings);
  }

  private Optional<FileSecrets> secrets(Request request, Fields manifest) {
    if (request.withoutSecrets()) {
      return Optional.empty();
    }
    if (!manifest.has("encryption")) {
      // Whoever took the encryption away took the seal along: nothing says who wrote the rest.
      if (request.passphrase().isPresent()) {
        throw new InvalidInput(
            "The file has no encryption although a passphrase was given. If it was exported without"
                + " secrets, import it without a passphrase; if not, somebody changed it");
      }
      return Optional.empty();
    }
    Secret passphrase =
        request
            .passphrase()
            .orElseThrow(() ->
                new InvalidInput(
                    "The file is encrypted: give its passphrase with --passphrase-file, or import"
                        + " the rest with --without-secrets"));
    try {
      return Optional.of(FileSecrets.open(passphrase, random, manifest.object("encryption")));
    } catch (WrongPassphrase e) {
      throw new InvalidInput("The passphrase is not the one the file was written with");
    } catch (InvalidRecord e) {
      throw new InvalidInput("The file's manifest cannot be used: " + e.getMessage());
    }
  }

  /** The file's customer of that name goes to the one that has the name here, if there is one. */
  private void choose(CountersignFile source, String name) {
    Collection<String> names = source.customers().values();
    Optional<String> key = Name.lookupKey(name);
    long given =
        source.customers().entrySet().stream()
            .filter(entry -> Name.lookupKey(entry.getValue()).equals(key))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() ->
                new InvalidInput(
                    "The file has no customer \""
                        + name
                        + "\"; it has: "
                        + String.join(", ", names.stream().sorted().limit(20).toList())));
    long target =
        key.flatMap(found -> store.read(tx -> tx.customers().byNameKey(found)))
            .map(customer -> customer.id().value())
            .orElse(given);
    source.only(given, target);
  }

  private Outcome read(
      Request request,
      Source source,
      Checked checked,
      long damaged,
      Map<String, Long> notes,
      Progress progress,
      Findings findings) {
    if (damaged > 0) {
      return new Outcome(damaged, new Tally(), 0, Map.of());
    }
    Batches batches = new Batches(store, request, checked, progress, findings);
    long resumedAfter = batches.run(source);
    return new Outcome(0, batches.tally(), resumedAfter, Map.copyOf(notes));
  }

  /** Notes what was done to a file that lies where imports are read from. */
  void note(AuditKind kind, String name, Origin origin) {
    String detail = new String(Json.bytes(Json.object().put("file", name)), StandardCharsets.UTF_8);
    About about = About.SERVER.with(detail);
    store.write(tx -> {
      audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }

  private void tell(Request request, Origin origin, Tally tally) {
    List<Fate> told = List.of(Fate.ADDED, Fate.REPLACED);
    if (told.stream().allMatch(fate -> tally.of(fate) == 0)) {
      return;
    }
    String detail =
        "{\"added\":%s,\"replaced\":%s}".formatted(tally.of(Fate.ADDED), tally.of(Fate.REPLACED));
    Optional<Customer> customer =
        request
            .customer()
            .flatMap(Name::lookupKey)
            .flatMap(key -> store.read(tx -> tx.customers().byNameKey(key)));
    About about = customer.map(one -> About.customer(one.id())).orElse(About.SERVER).with(detail);
    store.write(tx -> {
      audit.append(tx, AuditKind.IMPORTED, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }
}

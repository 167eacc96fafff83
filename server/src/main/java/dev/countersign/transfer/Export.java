package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes everything customers own to a file, as it was at one moment, while servers go on. The file
 * appears under its name when it is whole.
 */
public final class Export {
  private static final int CUSTOMERS_AT_ONCE = 200;
  private static final int TOLD_EVERY = 200;
  private static final int SHORTEST = 12;

  private final Store store;
  private final Kinds kinds;
  private final AuditLog audit;
  private final SecureRandom random;
  private final InstantSource clock;

  public Export(
      Store store, Kinds kinds, AuditLog audit, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.kinds = kinds;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What is to be exported.
   *
   * @param file where to; nothing may be there
   * @param passphrase what the secret parts are encrypted under; without it they are left out
   * @param only the customers to export; all where it is empty
   * @param signingKeys whether the keys that tokens are signed with go along
   * @param product which version of the server writes, for people
   */
  public record Request(
      Path file,
      Optional<Secret> passphrase,
      List<Customer> only,
      boolean signingKeys,
      String product) {
    /**
     * Keeps a copy of the list.
     *
     * @throws InvalidInput when signing keys are to go along without a passphrase, or the
     *     passphrase is too short
     */
    public Request {
      only = List.copyOf(only);
      requireSealed(passphrase, signingKeys);
    }

    static void requireSealed(Optional<Secret> passphrase, boolean signingKeys) {
      if (signingKeys && passphrase.isEmpty()) {
        throw new InvalidInput("Signing keys are exported under a passphrase only");
      }
      if (passphrase.isPresent() && passphrase.get().length() < SHORTEST) {
        throw new InvalidInput(
            "The passphrase is too short: whoever finds the file can try many. Take at least "
                + SHORTEST
                + " characters");
      }
    }
  }

  /**
   * What was exported.
   *
   * @param counts how many records, by type
   * @param sha256 of the file but for its last line, in hexadecimal
   */
  public record Outcome(Map<String, Long> counts, String sha256) {}

  /**
   * Exports.
   *
   * @param unreadable is told of each record that does not decrypt and is left out
   * @throws InvalidInput when there is a file of that name
   */
  public Outcome run(Request request, Progress progress, Consumer<String> unreadable) {
    return run(request, Origin.CLI, progress, unreadable);
  }

  /** The same, asked for from there. */
  public Outcome run(
      Request request, Origin origin, Progress progress, Consumer<String> unreadable) {
    if (Files.exists(request.file())) {
      throw new InvalidInput("The file " + request.file() + " exists already; name another");
    }
    try (NewFile file = new NewFile(request.file())) {
      RecordWriter writer = new RecordWriter(file.out());
      begin(writer, request);
      String sha256 =
          store.snapshot(tx -> new Run(tx, request, writer, progress, unreadable).all());
      file.keep();
      tell(request, writer, origin);
      return new Outcome(writer.counts(), sha256);
    }
  }

  private void begin(RecordWriter writer, Request request) {
    ObjectNode manifest = Json.object();
    manifest.put("type", RecordWriter.MANIFEST);
    manifest.put("format", RecordWriter.FORMAT);
    manifest.put("product", request.product());
    manifest.put("createdAt", clock.instant().toString());
    ArrayNode contents = manifest.putArray("contents");
    kinds.ofCustomers().stream()
        .filter(kind -> request.passphrase().isPresent() || !kind.needsSecret())
        .forEach(kind -> contents.add(kind.type()));
    if (request.signingKeys()) {
      contents.add(kinds.signingKeys().type());
    }
    request
        .passphrase()
        .ifPresent(words ->
            writer.hideWith(FileSecrets.begin(words, random, manifest.putObject("encryption"))));
    writer.manifest(manifest);
  }

  private void tell(Request request, RecordWriter writer, Origin origin) {
    String detail = "{\"records\":" + writer.records() + "}";
    store.write(tx -> {
      if (request.only().isEmpty()) {
        About about = About.SERVER.with(detail);
        audit.append(tx, AuditKind.EXPORTED, AuditLog.SUCCESS, origin, about);
      }
      for (Customer customer : request.only()) {
        About about = About.customer(customer.id()).with(detail);
        audit.append(tx, AuditKind.EXPORTED, AuditLog.SUCCESS, origin, about);
      }
      return true;
    });
  }

  /** One export under way. */
  private final class Run {
    private final Transaction tx;
    private final Request request;
    private final RecordWriter writer;
    private final Progress progress;
    private final Consumer<String> unreadable;
    private long total;

    Run(
        Transaction tx,
        Request request,
        RecordWriter writer,
        Progress progress,
        Consumer<String> unreadable) {
      this.tx = tx;
      this.request = request;
      this.writer = writer;
      this.progress = progress;
      this.unreadable = unreadable;
    }

    String all() {
      customers(this::count);
      customers(this::customer);
      if (request.signingKeys() && request.only().isEmpty()) {
        kinds.signingKeys().each(tx, Optional.empty(), key -> add(kinds.signingKeys(), key));
      }
      String sha256 = writer.end();
      progress.at(writer.records(), writer.records());
      return sha256;
    }

    private void customers(Consumer<CustomerId> work) {
      if (!request.only().isEmpty()) {
        request.only().forEach(customer -> work.accept(customer.id()));
        return;
      }
      List<Customer> page = tx.customers().list("", CUSTOMERS_AT_ONCE);
      while (!page.isEmpty()) {
        page.forEach(customer -> work.accept(customer.id()));
        page = tx.customers().list(page.getLast().nameKey(), CUSTOMERS_AT_ONCE);
      }
    }

    private void count(CustomerId customer) {
      kinds.ofCustomers().forEach(kind -> total += kind.count(tx, customer));
    }

    private void customer(CustomerId customer) {
      Reading reading = new Reading(tx, customer, unreadable);
      for (RecordKind<?> kind : kinds.ofCustomers()) {
        if (request.passphrase().isPresent() || !kind.needsSecret()) {
          each(kind, reading);
        }
      }
      if (request.signingKeys()) {
        each(kinds.signingKeys(), reading);
      }
    }

    private <T> void each(RecordKind<T> kind, Reading reading) {
      kind.each(reading, item -> add(kind, item));
    }

    private <T> void add(RecordKind<T> kind, T item) {
      writer.add(kind, item);
      if (writer.records() % TOLD_EVERY == 0) {
        progress.at(writer.records(), Math.max(total, writer.records() + 1));
      }
    }
  }
}

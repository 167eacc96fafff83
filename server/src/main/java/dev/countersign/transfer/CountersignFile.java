package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.transfer.RecordKind.Identity;
import dev.countersign.transfer.RecordLines.Line;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** The records of a file that this server wrote. */
final class CountersignFile implements Source {
  private final Path file;
  private final Kinds kinds;
  private final Optional<FileSecrets> secrets;
  private final Map<Long, String> customers = new HashMap<>();
  private Optional<Long> only = Optional.empty();
  private LongUnaryOperator here = id -> id;

  /** With what opens the secret parts; without it they are passed over. */
  CountersignFile(Path file, Kinds kinds, Optional<FileSecrets> secrets) {
    this.file = file;
    this.kinds = kinds;
    this.secrets = secrets;
  }

  /**
   * The manifest of that file.
   *
   * @throws InvalidInput when the file does not begin with one this release can read
   */
  static Fields manifest(Path file) {
    try (RecordLines lines = new RecordLines(file)) {
      ObjectNode first =
          lines
              .next()
              .filter(line -> new LineChain().fault(line.bytes()).isEmpty())
              .flatMap(line -> Json.object(line.bytes()))
              .filter(json -> json.path("type").asText().equals(RecordWriter.MANIFEST))
              .orElseThrow(() ->
                  new InvalidInput(
                      "The file "
                          + file
                          + " is no export of this server: its first line is no manifest, or was"
                          + " changed. Files of other servers are read with --from"));
      if (first.path("format").asLong() != RecordWriter.FORMAT) {
        throw new InvalidInput(
            "The file has the format "
                + first.path("format").asLong()
                + ", and this release reads the format "
                + RecordWriter.FORMAT
                + "; use the release that wrote it, or a newer one");
      }
      return Fields.of(first);
    }
  }

  /** The customers in the file, by id; known once it was checked. */
  Map<Long, String> customers() {
    return customers;
  }

  /** Reads the records of one customer alone, as those of another id. */
  void only(long customer, long target) {
    only = Optional.of(customer);
    here = id -> id == customer ? target : id;
  }

  @Override
  public Checked check(Findings damage, Progress progress) {
    try (RecordLines lines = new RecordLines(file)) {
      return new FileCheck(lines, secrets, damage, progress, customers).run();
    }
  }

  @Override
  public void each(long after, Consumer<Entry<?>> sink, Findings problems, Findings remarks) {
    try (RecordLines lines = new RecordLines(file)) {
      Optional<Line> next = lines.next();
      while (next.isPresent()) {
        Line line = next.get();
        if (line.number() > Math.max(1, after)) {
          Json.object(line.bytes())
              .filter(this::wanted)
              .ifPresent(json -> read(line, json, sink, problems));
        }
        next = lines.next();
      }
    }
  }

  private boolean wanted(ObjectNode json) {
    if (json.path("type").asText().equals(RecordWriter.END)) {
      return false;
    }
    return only.isEmpty() || json.path("customer").asText().equals(only.get().toString());
  }

  private void read(Line line, ObjectNode json, Consumer<Entry<?>> sink, Findings problems) {
    String type = json.path("type").asText();
    Optional<RecordKind<?>> kind = kinds.named(type);
    String name = type + " " + json.path("id").asText();
    if (kind.isEmpty() || json.path("version").asLong() > kind.get().version()) {
      problems.found(
          line.number(), name, "is of a type or version that this release does not know");
      return;
    }
    if (secrets.isEmpty() && kind.get().needsSecret()) {
      return;
    }
    try {
      sink.accept(entry(line, json, kind.get()));
    } catch (InvalidRecord | InvalidInput | CannotDecrypt e) {
      problems.found(line.number(), name, "cannot be used: " + e.getMessage());
    }
  }

  private <T> Entry<T> entry(Line line, ObjectNode json, RecordKind<T> kind) {
    T item = kind.read(new Fields(json, here), secret(json, kind));
    return new Entry<>(line.number(), line.number(), line.bytes().length, kind, item);
  }

  private Optional<Fields> secret(ObjectNode json, RecordKind<?> kind) {
    Fields open = Fields.of(json);
    if (secrets.isEmpty() || !open.has("secret")) {
      return Optional.empty();
    }
    Optional<CustomerId> customer = Optional.empty();
    if (open.has("customer")) {
      customer = Optional.of(new CustomerId(open.id("customer")));
    }
    Identity identity = new Identity(customer, open.text("id"));
    byte[] plain = secrets.get().open(kind.type(), identity, open.bytes("secret"));
    return Optional.of(
        new Fields(
            Json.object(plain).orElseThrow(() -> new InvalidRecord("its secret part is no JSON")),
            here));
  }
}

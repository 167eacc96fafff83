package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.transfer.RecordLines.Line;
import dev.countersign.transfer.Source.Checked;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an export through and finds every line that is not as it was written. */
final class FileCheck {
  private static final int TOLD_EVERY = 10_000;

  private final RecordLines lines;
  private final Optional<FileSecrets> secrets;
  private final Findings damage;
  private final Progress progress;
  private final Map<Long, String> customers;
  private final LineChain chain = new LineChain();
  private final MessageDigest digest = LineChain.sha256();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long records;
  private long faults;
  private boolean ended;
  private @Nullable Line last;

  FileCheck(
      RecordLines lines,
      Optional<FileSecrets> secrets,
      Findings damage,
      Progress progress,
      Map<Long, String> customers) {
    this.lines = lines;
    this.secrets = secrets;
    this.damage = damage;
    this.progress = progress;
    this.customers = customers;
  }

  Checked run() {
    Optional<Line> next = lines.next();
    while (next.isPresent()) {
      last = next.get();
      line(next.get());
      next = lines.next();
    }
    long number = last == null ? 1 : last.number();
    if (!ended) {
      fault(number, "is the last one: the file was cut off, for its end is missing");
    }
    return new Checked(records, HexFormat.of().formatHex(digest.digest()));
  }

  private void fault(long line, String message) {
    faults++;
    damage.found(line, "", message);
  }

  private void line(Line line) {
    if (ended) {
      fault(line.number(), "comes after the end: something was added to the file");
      return;
    }
    Optional<String> wrong = chain.fault(line.bytes());
    if (wrong.isPresent()) {
      fault(line.number(), "is damaged: " + wrong.get());
    }
    Optional<ObjectNode> json = Json.object(line.bytes());
    if (json.isEmpty()) {
      if (wrong.isEmpty()) {
        fault(line.number(), "is damaged: it is no JSON object");
      }
    } else if (json.get().path("type").asText().equals(RecordWriter.END)) {
      end(line, json.get());
    } else if (line.number() > 1) {
      count(json.get());
    }
    digest.update(line.bytes());
    if (line.whole()) {
      digest.update((byte) '\n');
    }
  }

  private void count(ObjectNode json) {
    String type = json.path("type").asText();
    counts.merge(type, 1L, Long::sum);
    records++;
    if (type.equals("customer")) {
      Fields fields = Fields.of(json);
      fields.optionalText("name").ifPresent(name -> customers.put(fields.id("id"), name));
    }
    if (records % TOLD_EVERY == 0) {
      progress.at(records, records + 1);
    }
  }

  private void end(Line line, ObjectNode json) {
    ended = true;
    if (faults > 0) {
      // What is wrong was told with its line; the sums cannot be right then.
      return;
    }
    byte[] before = copy(digest);
    if (!json.path("sha256").asText().equals(HexFormat.of().formatHex(before))) {
      fault(line.number(), "has the SHA-256 of another file: the file was changed");
    }
    if (json.path("records").asLong(-1) != records) {
      fault(line.number(), "counts other records than the file has: the file was changed");
    }
    if (secrets.isPresent() && !sealed(json, before, secrets.get())) {
      fault(
          line.number(),
          "is not sealed under the passphrase: somebody without it changed the file");
    }
  }

  private static byte[] copy(MessageDigest digest) {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be copied", e);
    }
  }

  private static boolean sealed(ObjectNode json, byte[] sha256, FileSecrets secrets) {
    try {
      byte[] sealed = Fields.of(json).bytes("secret");
      return Arrays.equals(secrets.open(RecordWriter.END, RecordWriter.WHOLE, sealed), sha256);
    } catch (CannotDecrypt | InvalidRecord e) {
      return false;
    }
  }
}

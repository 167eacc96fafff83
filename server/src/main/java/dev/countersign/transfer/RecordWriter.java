package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.transfer.RecordKind.Identity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a file: the manifest, records, and the last line, which counts them and has a digest. */
final class RecordWriter {
  /** The version of the file's frame; types of records have versions of their own. */
  static final int FORMAT = 1;

  static final String MANIFEST = "manifest";
  static final String END = "end";

  /** Under which the digest of the whole file is sealed. */
  static final Identity WHOLE = new Identity(Optional.empty(), "sha256");

  private final OutputStream out;
  private final MessageDigest digest = LineChain.sha256();
  private final LineChain chain = new LineChain();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private @Nullable FileSecrets secrets;
  private long records;

  RecordWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /** What hides the secret parts from here on; without it they are left out. */
  void hideWith(FileSecrets hiding) {
    secrets = hiding;
  }

  void manifest(ObjectNode manifest) {
    write(manifest);
  }

  <T> void add(RecordKind<T> kind, T item) {
    Identity identity = kind.identity(item);
    ObjectNode open = Json.object();
    open.put("type", kind.type());
    open.put("version", kind.version());
    identity.customer().ifPresent(customer -> open.put("customer", customer.toString()));
    open.put("id", identity.id());
    ObjectNode secret = Json.object();
    kind.write(item, open, secret);
    if (secrets != null && !secret.isEmpty()) {
      open.put("secret", secrets.seal(kind.type(), identity, Json.bytes(secret)));
    }
    write(open);
    counts.merge(kind.type(), 1L, Long::sum);
    records++;
  }

  long records() {
    return records;
  }

  Map<String, Long> counts() {
    return counts;
  }

  /** Writes the last line; answers the SHA-256 of everything before it. */
  String end() {
    byte[] sha256 = digest.digest();
    String text = HexFormat.of().formatHex(sha256);
    ObjectNode end = Json.object();
    end.put("type", END);
    end.put("records", records);
    ObjectNode byType = end.putObject("counts");
    counts.forEach(byType::put);
    end.put("sha256", text);
    if (secrets != null) {
      end.put("secret", secrets.seal(END, WHOLE, sha256));
    }
    write(end);
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
    }
    return text;
  }

  private void write(ObjectNode object) {
    byte[] line = chain.line(Json.bytes(object));
    digest.update(line);
    digest.update((byte) '\n');
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
    }
  }
}

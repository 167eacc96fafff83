package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.RecoveryCodes.Sheet;
import dev.countersign.store.Transaction;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The recovery codes people have left, by their SHA-256, all of a person's in one record. */
final class RecoveryKind implements RecordKind<RecoveryKind.Codes> {
  private static final int DIGEST = 32;

  /**
   * A person's codes.
   *
   * @param customer the isolation boundary
   * @param user whose they are
   * @param sheet what is left of them
   */
  record Codes(CustomerId customer, UserId user, Sheet sheet) {}

  @Override
  public String type() {
    return "recovery-codes";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public void each(Reading reading, Consumer<Codes> sink) {
    CustomerId customer = reading.customer();
    List<UserId> page = reading.tx().recoveryCodes().holders(customer, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(user -> found(reading.tx(), customer, user).ifPresent(sink));
      page = reading.tx().recoveryCodes().holders(customer, page.getLast().value(), PAGE);
    }
  }

  private static Optional<Codes> found(Transaction tx, CustomerId customer, UserId user) {
    return tx.recoveryCodes().sheet(customer, user).map(sheet -> new Codes(customer, user, sheet));
  }

  @Override
  public Identity identity(Codes codes) {
    return Identity.of(codes.customer(), codes.user().value());
  }

  @Override
  public void write(Codes codes, ObjectNode open, ObjectNode secret) {
    open.put("createdAt", codes.sheet().createdAt().toString());
    ArrayNode digests = secret.putArray("digests");
    codes.sheet().digests().stream().map(HexFormat.of()::formatHex).sorted().forEach(digests::add);
  }

  @Override
  public Codes read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    List<byte[]> digests = hidden.texts("digests").stream().map(RecoveryKind::digest).toList();
    return new Codes(
        open.customer(), open.user("id"), new Sheet(open.instant("createdAt"), digests));
  }

  private static byte[] digest(String hex) {
    try {
      byte[] digest = HexFormat.of().parseHex(hex);
      if (digest.length == DIGEST) {
        return digest;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as a digest of another length is.
    }
    throw new InvalidRecord("its \"digests\" are not all SHA-256");
  }

  @Override
  public Optional<Codes> find(Transaction tx, Codes codes) {
    return found(tx, codes.customer(), codes.user());
  }

  @Override
  public Optional<String> obstacle(Here here, Codes codes) {
    return here.missingUser(codes.customer(), codes.user());
  }

  @Override
  public void store(Writing writing, Codes codes, Optional<Codes> old) {
    writing
        .tx()
        .recoveryCodes()
        .replace(
            codes.customer(), codes.user(), codes.sheet().digests(), codes.sheet().createdAt());
  }
}

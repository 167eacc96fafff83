package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Passkeys: public keys, of use at the domain they were made for alone. */
final class PasskeyKind implements RecordKind<Passkey> {
  @Override
  public String type() {
    return "passkey";
  }

  @Override
  public void each(Reading reading, Consumer<Passkey> sink) {
    List<Passkey> page = reading.tx().passkeys().page(reading.customer(), 0, new byte[0], PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      UserId user = page.getLast().userId();
      byte[] last = page.getLast().credentialId();
      page = reading.tx().passkeys().page(reading.customer(), user.value(), last, PAGE);
    }
  }

  @Override
  public Identity identity(Passkey passkey) {
    return Identity.of(
        passkey.customerId(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(passkey.credentialId()));
  }

  @Override
  public void write(Passkey passkey, ObjectNode open, ObjectNode secret) {
    open.put("user", passkey.userId().toString());
    open.put("credentialId", passkey.credentialId());
    open.put("rpId", passkey.rpId());
    open.put("attested", passkey.attested());
    open.put("signCount", passkey.signCount());
    open.put("backupEligible", passkey.backupEligible());
    open.put("backedUp", passkey.backedUp());
    open.put("transports", passkey.transports());
    open.put("name", passkey.name());
    open.put("createdAt", passkey.createdAt().toString());
    passkey.lastUsed().ifPresent(at -> open.put("lastUsedAt", at.toString()));
  }

  @Override
  public Passkey read(Fields open, Optional<Fields> secret) {
    return new Passkey(
        open.customer(),
        open.user("user"),
        open.bytes("credentialId"),
        open.text("rpId"),
        open.bytes("attested"),
        open.number("signCount"),
        open.truth("backupEligible"),
        open.truth("backedUp"),
        open.text("transports"),
        open.text("name"),
        open.instant("createdAt"),
        open.optionalInstant("lastUsedAt").orElse(null));
  }

  @Override
  public Optional<Passkey> find(Transaction tx, Passkey passkey) {
    return tx.passkeys().find(passkey.customerId(), passkey.credentialId());
  }

  @Override
  public Optional<String> obstacle(Here here, Passkey passkey) {
    return here.missingUser(passkey.customerId(), passkey.userId());
  }

  @Override
  public void store(Writing writing, Passkey passkey, Optional<Passkey> old) {
    Transaction tx = writing.tx();
    old.ifPresent(before ->
        tx.passkeys().delete(before.customerId(), before.userId(), before.credentialId()));
    tx.passkeys().add(passkey);
  }
}

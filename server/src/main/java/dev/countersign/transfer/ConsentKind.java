package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people agreed to about their faces. */
final class ConsentKind implements RecordKind<Consent> {
  @Override
  public String type() {
    return "face-consent";
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return tx.consents().count(customer);
  }

  @Override
  public void each(Reading reading, Consumer<Consent> sink) {
    List<Consent> page = reading.tx().consents().page(reading.customer(), 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = reading.tx().consents().page(reading.customer(), page.getLast().id(), PAGE);
    }
  }

  @Override
  public Identity identity(Consent consent) {
    return Identity.of(consent.customerId(), consent.id());
  }

  @Override
  public void write(Consent consent, ObjectNode open, ObjectNode secret) {
    open.put("user", consent.userId().toString());
    open.put("source", consent.source().name());
    open.put("purpose", consent.purpose());
    open.put("textVersion", consent.textVersion());
    open.put("givenAt", consent.givenAt().toString());
    open.put("expiresAt", consent.expiresAt().toString());
    Optional.ofNullable(consent.withdrawnAt())
        .ifPresent(at -> open.put("withdrawnAt", at.toString()));
    Optional.ofNullable(consent.endedAt()).ifPresent(at -> open.put("endedAt", at.toString()));
  }

  @Override
  public Consent read(Fields open, Optional<Fields> secret) {
    return new Consent(
        open.customer(),
        open.id("id"),
        open.user("user"),
        open.one("source", Consent.Source.class),
        open.text("purpose"),
        open.text("textVersion"),
        open.instant("givenAt"),
        open.instant("expiresAt"),
        open.optionalInstant("withdrawnAt").orElse(null),
        open.optionalInstant("endedAt").orElse(null));
  }

  @Override
  public Optional<Consent> find(Transaction tx, Consent consent) {
    return tx.consents().find(consent.customerId(), consent.id());
  }

  @Override
  public Optional<String> obstacle(Here here, Consent consent) {
    return here.missingUser(consent.customerId(), consent.userId());
  }

  @Override
  public void store(Writing writing, Consent consent, Optional<Consent> old) {
    writing.tx().consents().put(consent);
  }
}

package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.UserConsent;
import dev.countersign.store.Transaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people agreed that applications may learn and do. */
final class UserConsentKind implements RecordKind<UserConsent> {
  @Override
  public String type() {
    return "client-consent";
  }

  @Override
  public void each(Reading reading, Consumer<UserConsent> sink) {
    List<UserConsent> page = reading.tx().userConsents().page(reading.customer(), 0, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      UserConsent last = page.getLast();
      page =
          reading
              .tx()
              .userConsents()
              .page(reading.customer(), last.userId().value(), last.clientId().value(), PAGE);
    }
  }

  @Override
  public Identity identity(UserConsent consent) {
    return Identity.of(consent.customerId(), consent.userId() + "/" + consent.clientId());
  }

  @Override
  public void write(UserConsent consent, ObjectNode open, ObjectNode secret) {
    open.put("user", consent.userId().toString());
    open.put("client", consent.clientId().toString());
    ArrayNode scopes = open.putArray("scopes");
    consent.scopes().forEach(scopes::add);
    open.put("grantedAt", consent.grantedAt().toString());
  }

  @Override
  public UserConsent read(Fields open, Optional<Fields> secret) {
    return new UserConsent(
        open.customer(),
        open.user("user"),
        new ClientId(open.id("client")),
        new LinkedHashSet<>(open.texts("scopes")),
        open.instant("grantedAt"));
  }

  @Override
  public Optional<UserConsent> find(Transaction tx, UserConsent consent) {
    return tx.userConsents().find(consent.customerId(), consent.userId(), consent.clientId());
  }

  @Override
  public Optional<String> obstacle(Here here, UserConsent consent) {
    boolean known =
        here.coming().test(consent.clientId().value())
            || here.tx().clients().byId(consent.clientId()).isPresent();
    if (!known) {
      return Optional.of("client " + consent.clientId() + " is not here");
    }
    return here.missingUser(consent.customerId(), consent.userId());
  }

  @Override
  public void store(Writing writing, UserConsent consent, Optional<UserConsent> old) {
    writing.tx().userConsents().put(consent);
  }
}

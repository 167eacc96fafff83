package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.store.Transaction;
import java.util.Optional;
import java.util.function.Consumer;

/** Customers' keys, by what they are checked against. */
final class ApiKeyKind implements RecordKind<ApiKey> {
  @Override
  public String type() {
    return "api-key";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return tx.apiKeys().list(customer).size();
  }

  @Override
  public void each(Reading reading, Consumer<ApiKey> sink) {
    reading.tx().apiKeys().list(reading.customer()).forEach(sink);
  }

  @Override
  public Identity identity(ApiKey key) {
    return Identity.of(key.customerId(), key.id().value());
  }

  @Override
  public void write(ApiKey key, ObjectNode open, ObjectNode secret) {
    open.put("label", key.label());
    open.put("kind", key.kind().name());
    open.put("scopes", Scope.join(key.scopes()));
    open.put("createdAt", key.createdAt().toString());
    secret.put("verifier", key.verifier());
  }

  @Override
  public ApiKey read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    return new ApiKey(
        new ApiKeyId(open.id("id")),
        open.customer(),
        open.text("label"),
        open.one("kind", ApiKey.Kind.class),
        hidden.text("verifier"),
        Scope.split(open.text("scopes")),
        open.instant("createdAt"));
  }

  /** A customer that was made here before the file came has a key of the label "password". */
  @Override
  public Optional<ApiKey> find(Transaction tx, ApiKey key) {
    return tx.apiKeys().byLabel(key.customerId(), key.label());
  }

  @Override
  public Optional<String> obstacle(Here here, ApiKey key) {
    Optional<String> taken =
        here.tx()
            .apiKeys()
            .byId(key.id())
            .filter(other -> !other.label().equals(key.label()))
            .map(_ -> "a key of that id has another label here, or is another customer's");
    return taken.or(() -> here.missingCustomer(key.customerId()));
  }

  @Override
  public void store(Writing writing, ApiKey key, Optional<ApiKey> old) {
    old.ifPresent(before -> writing.tx().apiKeys().delete(before.id()));
    writing.tx().apiKeys().add(key);
  }
}

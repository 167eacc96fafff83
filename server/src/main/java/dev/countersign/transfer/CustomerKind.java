package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.customer.OutgoingHosts;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.naming.Name;
import dev.countersign.notify.CallbackSecrets;
import dev.countersign.store.Transaction;
import dev.countersign.token.Subjects;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Customers with what they chose for themselves. */
final class CustomerKind implements RecordKind<CustomerKind.Owned> {
  private static final String CALLBACK_SECRET = "callbackSecret";

  private static final String PAIRWISE_SECRET = "pairwiseSecret";

  private final CallbackSecrets callbackSecrets;
  private final Subjects subjects;

  CustomerKind(CallbackSecrets callbackSecrets, Subjects subjects) {
    this.callbackSecrets = callbackSecrets;
    this.subjects = subjects;
  }

  /**
   * A customer.
   *
   * @param customer the customer
   * @param settings what it set, by name
   * @param callbackSecret what its callbacks are signed with
   * @param pairwiseSecret what its people's pairwise subjects are made of
   */
  record Owned(
      Customer customer,
      SortedMap<String, String> settings,
      Optional<Secret> callbackSecret,
      Optional<Secret> pairwiseSecret) {}

  @Override
  public String type() {
    return "customer";
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return 1;
  }

  @Override
  public void each(Reading reading, Consumer<Owned> sink) {
    reading
        .tx()
        .customers()
        .byId(reading.customer())
        .ifPresent(customer -> sink.accept(owned(reading.tx(), customer)));
  }

  private Owned owned(Transaction tx, Customer customer) {
    SortedMap<String, String> settings = new TreeMap<>(tx.settings().all(customer.id()));
    settings.remove(CallbackSecrets.SETTING);
    return new Owned(
        customer,
        settings,
        callbackSecrets.stored(tx, customer.id()),
        subjects.stored(tx, customer.id()));
  }

  @Override
  public Identity identity(Owned item) {
    return Identity.of(item.customer().id(), item.customer().id().value());
  }

  @Override
  public void write(Owned item, ObjectNode open, ObjectNode secret) {
    open.put("name", item.customer().name());
    open.put("createdAt", item.customer().createdAt().toString());
    ObjectNode settings = open.putObject("settings");
    item.settings().forEach(settings::put);
    item.callbackSecret().ifPresent(text -> secret.put(CALLBACK_SECRET, text.text()));
    item.pairwiseSecret().ifPresent(bytes -> secret.put(PAIRWISE_SECRET, bytes.bytes()));
  }

  @Override
  public Owned read(Fields open, Optional<Fields> secret) {
    Name name = Name.of("name", open.text("name"));
    return new Owned(
        new Customer(open.customer(), name.given(), name.key(), open.instant("createdAt")),
        new TreeMap<>(open.map("settings")),
        secret.flatMap(fields -> fields.optionalText(CALLBACK_SECRET)).map(Secret::of),
        secret
            .filter(fields -> fields.has(PAIRWISE_SECRET))
            .map(fields -> Secret.of(fields.bytes(PAIRWISE_SECRET))));
  }

  /** As far as the file speaks of it: settings that it does not name stay as they are here. */
  @Override
  public Optional<Owned> find(Transaction tx, Owned item) {
    Optional<Owned> found =
        tx.customers().byId(item.customer().id()).map(customer -> owned(tx, customer));
    return found.map(here -> {
      SortedMap<String, String> settings = new TreeMap<>(here.settings());
      settings.keySet().retainAll(item.settings().keySet());
      Optional<Secret> secret =
          here.callbackSecret().filter(_ -> item.callbackSecret().isPresent());
      Optional<Secret> pairwise =
          here.pairwiseSecret().filter(_ -> item.pairwiseSecret().isPresent());
      Customer same = here.customer();
      // A customer that was made here before the file came is as old as it is, and may be spelt in
      // other letters.
      boolean named = same.nameKey().equals(item.customer().nameKey());
      return new Owned(named ? item.customer() : same, settings, secret, pairwise);
    });
  }

  @Override
  public Optional<String> obstacle(Here here, Owned item) {
    return here.tx()
        .customers()
        .byNameKey(item.customer().nameKey())
        .map(Customer::id)
        .filter(id -> !id.equals(item.customer().id()))
        .map(id ->
            "another customer here is named so (id "
                + id
                + "); --customer "
                + item.customer().name()
                + " puts the file's records into that one")
        .or(() -> foreignHosts(here, item));
  }

  /** They open this server's network, which is for its operators to do. */
  private static Optional<String> foreignHosts(Here here, Owned item) {
    String given = item.settings().getOrDefault(OutgoingHosts.HOSTS, "");
    String stored =
        here.tx().settings().all(item.customer().id()).getOrDefault(OutgoingHosts.HOSTS, "");
    if (here.operators() || given.isEmpty() || given.equals(stored)) {
      return Optional.empty();
    }
    return Optional.of(
        "it sets "
            + OutgoingHosts.HOSTS
            + ", hosts that this server may then call; --allow-operator lets it");
  }

  @Override
  public void store(Writing writing, Owned item, Optional<Owned> old) {
    Transaction tx = writing.tx();
    CustomerId id = item.customer().id();
    if (old.isEmpty()) {
      tx.customers().add(item.customer());
      DefaultCustomer.remember(tx);
    }
    tx.settings().put(id, Map.copyOf(item.settings()));
    item.callbackSecret().ifPresent(secret -> callbackSecrets.keep(tx, id, secret));
    // Where the customer has one, clients know its people by it already: it is never replaced.
    item.pairwiseSecret().ifPresent(secret -> subjects.keep(tx, id, secret));
  }
}

package dev.countersign.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.client.ClientAdministration;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Scope;
import dev.countersign.store.Transaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The applications people sign in to. One that came without its secret keeps the one it has. */
final class ClientKind implements RecordKind<Client> {
  private static final String SETTINGS = "settings";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .addModule(new SimpleModule().addAbstractTypeMapping(Set.class, LinkedHashSet.class))
          .build();

  @Override
  public String type() {
    return "client";
  }

  @Override
  public void each(Reading reading, Consumer<Client> sink) {
    reading.tx().clients().list(reading.customer()).forEach(sink);
  }

  @Override
  public Identity identity(Client client) {
    return Identity.of(client.customerId(), client.id().value());
  }

  @Override
  public void write(Client client, ObjectNode open, ObjectNode secret) {
    open.put("name", client.name());
    open.put("disabled", client.disabled());
    open.put("createdAt", client.createdAt().toString());
    open.put("updatedAt", client.updatedAt().toString());
    open.set(SETTINGS, MAPPER.valueToTree(client.settings()));
    client.secret().ifPresent(digest -> secret.put("secretDigest", digest));
    Optional.ofNullable(client.registrationDigest())
        .ifPresent(digest -> secret.put("registrationDigest", digest));
  }

  @Override
  public Client read(Fields open, Optional<Fields> secret) {
    ClientSettings settings = settings(open);
    String name = open.text("name");
    try {
      ClientAdministration.check(name, settings);
    } catch (InvalidClientMetadata e) {
      throw new InvalidRecord("no client may have its settings: " + e.getMessage());
    }
    return new Client(
        new ClientId(open.id("id")),
        open.customer(),
        name,
        settings,
        secret.flatMap(fields -> fields.optionalText("secretDigest")).orElse(null),
        secret.flatMap(fields -> fields.optionalText("registrationDigest")).orElse(null),
        open.truth("disabled"),
        open.instant("createdAt"),
        open.instant("updatedAt"));
  }

  private static ClientSettings settings(Fields open) {
    try {
      return MAPPER.treeToValue(open.object(SETTINGS).node(), ClientSettings.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InvalidRecord("its \"settings\" are not those of a client");
    }
  }

  /** Ids of clients are unique within the server. */
  @Override
  public Optional<Client> find(Transaction tx, Client client) {
    return tx.clients()
        .byId(client.id())
        .filter(here -> here.customerId().equals(client.customerId()));
  }

  @Override
  public Optional<String> obstacle(Here here, Client client) {
    return here.tx()
        .clients()
        .byId(client.id())
        .filter(other -> !other.customerId().equals(client.customerId()))
        .map(_ -> "another customer here has a client of that id")
        .or(() -> here.missingCustomer(client.customerId()))
        .or(() -> foreignOperator(here, client));
  }

  /** Such a client reaches every customer here, also those its file knows nothing of. */
  private static Optional<String> foreignOperator(Here here, Client client) {
    if (here.operators() || !client.settings().scopes().contains(Scope.OPERATOR)) {
      return Optional.empty();
    }
    return Optional.of(
        "\""
            + client.name()
            + "\" has the scope "
            + Scope.OPERATOR
            + ", which reaches every customer; --allow-operator lets it have it");
  }

  @Override
  public Optional<String> remark(Client stored, Client given) {
    String before = scopes(stored);
    String after = scopes(given);
    if (before.equals(after)) {
      return Optional.empty();
    }
    return Optional.of(
        "(\"" + given.name() + "\") gets other scopes: " + after + " in place of " + before);
  }

  private static String scopes(Client client) {
    return client.settings().scopes().stream().sorted().collect(Collectors.joining(" "));
  }

  @Override
  public List<String> differences(Client stored, Client given) {
    return RecordKind.super.differences(stored, whole(given, stored));
  }

  private static Client whole(Client given, Client stored) {
    if (given.secretDigest() == null && given.registrationDigest() == null) {
      return given
          .withSecretDigest(stored.secretDigest())
          .withRegistrationDigest(stored.registrationDigest());
    }
    return given;
  }

  @Override
  public void store(Writing writing, Client client, Optional<Client> old) {
    writing.tx().clients().put(old.map(stored -> whole(client, stored)).orElse(client));
  }
}

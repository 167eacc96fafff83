package dev.countersign.client;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.store.Store;
import dev.countersign.token.OAuthBearer;
import dev.countersign.token.OAuthGate;
import dev.countersign.token.OAuthScopes;
import dev.countersign.token.TokenGate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may register a client, and who may change its registration. */
public final class RegistrationAccess {
  private final Store store;
  private final TokenGate gate;
  private final OAuthGate clients;

  public RegistrationAccess(Store store, TokenGate gate, OAuthGate clients) {
    this.store = store;
    this.gate = gate;
    this.clients = clients;
  }

  /**
   * The holder of an initial access token.
   *
   * @param customer whose client it will be
   * @param scopes what the token itself may do; no client gets more of the API than that
   * @param words the same as it is written, with the scopes of other APIs
   */
  public record Registrar(CustomerId customer, Set<Scope> scopes, Set<String> words) {
    /** Keeps unmodifiable copies. */
    public Registrar {
      scopes = Set.copyOf(scopes);
      words = Set.copyOf(words);
    }

    /** Whether a client may get that scope: one of OpenID Connect, or one of the token's own. */
    boolean grants(String scope) {
      return Scope.parse(scope)
          .map(scopes::contains)
          .orElseGet(() -> OAuthScopes.PERSONAL.contains(scope) || words.contains(scope));
    }

    /** Whether the token is one for registering clients. */
    public boolean mayRegister() {
      return scopes.contains(Scope.CLIENTS_WRITE);
    }
  }

  /**
   * Whose initial access token that is: a generated key of a customer's, a token got with one, or
   * the access token of a client in its own name. One in a person's name is none, whatever its
   * scopes: or everybody who signs in at a client with such scopes could register others.
   */
  public Optional<Registrar> registrar(String bearer) {
    Optional<GeneratedKey> key = GeneratedKey.parse(bearer);
    if (key.isPresent()) {
      return store
          .read(tx -> tx.apiKeys().byId(new ApiKeyId(key.get().id())))
          .filter(stored -> stored.kind() == ApiKey.Kind.GENERATED)
          .filter(stored -> same(stored.verifier(), key.get().digest()))
          .map(stored -> new Registrar(stored.customerId(), stored.scopes(), Set.of()));
    }
    return gate.customer(bearer)
        .map(session -> new Registrar(session.customerId(), session.scopes(), Set.of()))
        .or(() -> program(bearer));
  }

  private Optional<Registrar> program(String bearer) {
    return clients
        .bearer(bearer)
        .filter(token -> token.session().userId() == null)
        .map(RegistrationAccess::registrar);
  }

  private static Registrar registrar(OAuthBearer bearer) {
    Set<Scope> scopes =
        bearer.scopes().stream()
            .flatMap(scope -> Scope.parse(scope).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Registrar(bearer.session().customerId(), scopes, bearer.scopes());
  }

  /** The client whose registration access token that is (RFC 7592, section 3). */
  public Optional<Client> client(String clientId, String bearer) {
    return ClientId.parse(clientId)
        .flatMap(id -> store.read(tx -> tx.clients().byId(id)))
        .filter(client -> {
          String digest = client.registrationDigest();
          return digest != null && same(digest, TokenDigest.of(bearer));
        });
  }

  private static boolean same(String stored, TokenDigest presented) {
    return Secret.of(stored).equals(Secret.of(HexFormat.of().formatHex(presented.bytes())));
  }
}

package dev.countersign.client;

import dev.countersign.client.ClientAuthenticationResult.Authenticated;
import dev.countersign.client.ClientAuthenticationResult.Malformed;
import dev.countersign.client.ClientAuthenticationResult.Refused;
import dev.countersign.crypto.PublicKeys;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** Which client sends a request, and whether it proves that as it registered to. */
public final class ClientAuthentication {
  private static final Refused WRONG =
      new Refused("The client is unknown, or its credentials are wrong");

  private final Store store;
  private final ClientAssertions assertions;

  public ClientAuthentication(Store store, ClientKeys keys, KeyRing ring, InstantSource clock) {
    this.store = store;
    this.assertions = new ClientAssertions(store, keys, ring, clock);
  }

  /** Decides. May wait for a client's published keys, so it never runs in a transaction. */
  public ClientAuthenticationResult authenticate(ClientCredentials presented) {
    // RFC 6749, section 2.3: "The client MUST NOT use more than one authentication method in each
    // request."
    if (presented.methods() > 1) {
      return new Malformed("The request authenticates the client in more than one way; use one");
    }
    Optional<String> named = named(presented);
    if (named.isEmpty()) {
      return new Refused("The request does not say which client sends it: client_id is missing");
    }
    if (presented.clientId().isPresent() && !presented.clientId().equals(named)) {
      return new Malformed("The client_id is not that of the client's credentials");
    }
    Optional<Client> client = find(named.get());
    if (client.isEmpty()) {
      return WRONG;
    }
    return proved(client.get(), presented);
  }

  /** The client of that id that may be used; for endpoints where nobody proves anything. */
  public Optional<Client> find(String clientId) {
    return ClientId.parse(clientId)
        .flatMap(id -> store.read(tx -> tx.clients().byId(id)))
        .filter(client -> !client.disabled());
  }

  private static Optional<String> named(ClientCredentials presented) {
    if (presented.basic().isPresent()) {
      return presented.basic().map(ClientCredentials.Basic::clientId);
    }
    // RFC 7521, section 4.2: "The client_id is unnecessary for client assertion authentication
    // because the client is identified by the subject within the assertion."
    return presented.clientId().or(() -> presented.assertion().flatMap(PublicKeys::claimedSubject));
  }

  private ClientAuthenticationResult proved(Client client, ClientCredentials presented) {
    return switch (client.settings().tokenEndpointAuthMethod()) {
      case NONE -> ofPublic(client, presented);
      case CLIENT_SECRET_BASIC -> withBasic(client, presented);
      // RFC 6749, section 2.3.1: "The authorization server MUST support the HTTP Basic
      // authentication scheme for authenticating clients that were issued a client password."
      case CLIENT_SECRET_POST -> {
        if (presented.basic().isPresent()) {
          yield withBasic(client, presented);
        }
        yield withSecret(client, presented.clientSecret(), AuthMethod.CLIENT_SECRET_POST);
      }
      case PRIVATE_KEY_JWT -> withAssertion(client, presented);
    };
  }

  private static ClientAuthenticationResult ofPublic(Client client, ClientCredentials presented) {
    if (presented.methods() > 0) {
      return new Refused("The client is public: it sends its client_id and no secret");
    }
    return new Authenticated(client, AuthMethod.NONE);
  }

  private static ClientAuthenticationResult withBasic(Client client, ClientCredentials presented) {
    return withSecret(
        client,
        presented.basic().map(ClientCredentials.Basic::secret),
        AuthMethod.CLIENT_SECRET_BASIC);
  }

  private static ClientAuthenticationResult withSecret(
      Client client, Optional<Secret> secret, AuthMethod method) {
    if (secret.isEmpty()) {
      return new Refused("The client authenticates with " + method);
    }
    // A secret has 381 random bits: a single hash of it is enough, and guessing leads nowhere.
    Secret digest =
        Secret.of(HexFormat.of().formatHex(TokenDigest.of(secret.get().text()).bytes()));
    Optional<Secret> stored = client.secret().map(Secret::of);
    if (stored.isPresent() && stored.get().equals(digest)) {
      return new Authenticated(client, method);
    }
    return WRONG;
  }

  private ClientAuthenticationResult withAssertion(Client client, ClientCredentials presented) {
    if (presented.assertion().isEmpty()) {
      return new Refused("The client authenticates with private_key_jwt: send client_assertion");
    }
    // RFC 7523, section 2.2: 'The value of the "client_assertion_type" is
    // "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".'
    if (!presented.assertionType().equals(Optional.of(ClientAssertions.TYPE))) {
      return new Refused("The client_assertion_type must be " + ClientAssertions.TYPE);
    }
    Optional<String> refusal = assertions.refusal(client, presented.assertion().get());
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    return new Authenticated(client, AuthMethod.PRIVATE_KEY_JWT);
  }
}

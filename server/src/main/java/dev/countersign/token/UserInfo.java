package dev.countersign.token;

import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.Signers;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a client learns about the person behind its access token (OpenID Connect Core, 5.3). */
public final class UserInfo {
  private final Store store;
  private final KeyRing ring;
  private final Signers signers;
  private final Subjects subjects;
  private final UserClaims claims;

  UserInfo(Store store, KeyRing ring, Signers signers, Subjects subjects, UserClaims claims) {
    this.store = store;
    this.ring = ring;
    this.signers = signers;
    this.subjects = subjects;
    this.claims = claims;
  }

  /** The answer, in the form the client registered for. */
  public sealed interface Answer {
    /** The client that asked. */
    Client client();

    /** Claims as they are. */
    record Plain(Client client, Map<String, Object> claims) implements Answer {}

    /** The claims in a signed JWT. */
    record Signed(Client client, String jwt) implements Answer {}
  }

  private record Found(Client client, User user, OAuthGrant grant) {}

  /** Tells about the person; absent where the token speaks of none, or they are gone. */
  public Optional<Answer> of(OAuthBearer bearer) {
    UserId user = bearer.session().userId();
    if (user == null) {
      return Optional.empty();
    }
    return store.read(tx -> found(tx, bearer, user)).map(found -> answer(bearer, found));
  }

  private static Optional<Found> found(Transaction tx, OAuthBearer bearer, UserId user) {
    Optional<Client> client = tx.clients().byId(bearer.client()).filter(one -> !one.disabled());
    Optional<OAuthGrant> grant = tx.grants().bySession(bearer.session().id());
    if (client.isEmpty() || grant.isEmpty()) {
      return Optional.empty();
    }
    return tx.users()
        .byId(bearer.session().customerId(), user)
        .filter(one -> one.state() == User.State.ACTIVE)
        .map(one -> new Found(client.get(), one, grant.get()));
  }

  private Answer answer(OAuthBearer bearer, Found found) {
    Client client = found.client();
    ClaimsRequest wishes = ClaimsRequest.of(found.grant().claims());
    Map<String, Object> told = new LinkedHashMap<>();
    // OpenID Connect Core 1.0, section 5.3.2: "The sub (subject) Claim MUST always be returned in
    // the UserInfo Response."
    told.put("sub", subjects.of(client, found.user().id()));
    told.putAll(claims.userinfo(found.user(), client, bearer.scopes(), wishes));
    Optional<SigningAlgorithm> algorithm =
        Optional.ofNullable(client.settings().userinfoSignedResponseAlg())
            .flatMap(SigningAlgorithm::of);
    if (algorithm.isEmpty()) {
      return new Answer.Plain(client, told);
    }
    // "If signed, the UserInfo Response MUST contain the Claims iss (issuer) and aud (audience) as
    // members": so says section 5.3.2.
    Issuer issuer = ring.issuerOf(client.customerId());
    told.put("iss", issuer.baseUrl());
    told.put("aud", client.id().toString());
    return new Answer.Signed(
        client, signers.of(issuer, algorithm.get()).sign(SignedTokens.JWT, told));
  }
}

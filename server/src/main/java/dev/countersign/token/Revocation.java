package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Origin;
import dev.countersign.session.RefreshRevocation;
import dev.countersign.session.SignOut;
import dev.countersign.signin.ApiKeyCheck;
import dev.countersign.store.Store;
import dev.countersign.token.CallerLookup.Outcome;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Kills a token at the wish of the customer it belongs to (RFC 7009). Every token stands for its
 * session, so the session ends: the access tokens of the grant die with its refresh token.
 */
public final class Revocation {
  private final CallerLookup callers;
  private final SignedTokens signed;
  private final SignOut signOut;
  private final RefreshRevocation refreshTokens;
  private final Store store;

  public Revocation(
      Store store,
      TokenGate gate,
      SignedTokens signed,
      SignOut signOut,
      RefreshRevocation refreshTokens,
      ApiKeyCheck passwords,
      InstantSource clock) {
    this.callers = new CallerLookup(store, gate, passwords, clock);
    this.signed = signed;
    this.signOut = signOut;
    this.refreshTokens = refreshTokens;
    this.store = store;
  }

  /** Ends the session the token belongs to, if it is one of the caller's customer. */
  public RevocationResult revoke(KeyCaller caller, String presented, Origin origin) {
    PresentedToken token = PresentedToken.read(presented, signed);
    return switch (callers.look(caller, token, origin)) {
      case Outcome.Refused(CallerRefusal refusal) -> new RevocationResult.Refused(refusal);
      case Outcome.Admitted(CustomerId customer, Optional<LiveSession> session) -> {
        end(customer, session, presented, origin);
        yield new RevocationResult.Done();
      }
    };
  }

  /**
   * Ends a token of a client that has proven itself. RFC 7009, section 2.1: the server "verifies
   * whether the token was issued to the client making the revocation request". An opaque access
   * token dies alone; a signed one, which nothing is stored of, takes its grant along.
   */
  public void revoke(Client client, String presented, Origin origin) {
    PresentedToken token = PresentedToken.read(presented, signed);
    Optional<LiveSession> session =
        callers.find(client.customerId(), token).filter(own -> client.id().equals(own.clientId()));
    if (session.isEmpty()) {
      refreshTokens.revoke(presented, client, origin);
    } else if (token.jwt().isPresent()) {
      signOut.giveUp(session.get(), origin);
    } else {
      store.write(tx -> tx.sessions().endToken(token.digest()));
    }
  }

  private void end(
      CustomerId customer, Optional<LiveSession> session, String presented, Origin origin) {
    if (session.isPresent()) {
      signOut.end(session.get(), origin);
    } else {
      refreshTokens.revoke(presented, customer, origin);
    }
  }
}

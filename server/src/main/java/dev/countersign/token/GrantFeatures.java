package dev.countersign.token;

import dev.countersign.audit.AuditLog;
import dev.countersign.config.SessionSettings;
import dev.countersign.config.TokenSettings;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.IdSource;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.Signers;
import dev.countersign.session.Refresh;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** What issues tokens to OAuth clients and reads them, wired together. */
public final class GrantFeatures {
  public final Codes codes;
  public final DeviceCodes devices;
  public final DpopProofs proofs;
  public final CodeExchange codeExchange;
  public final RefreshExchange refreshExchange;
  public final ClientCredentials clientCredentials;
  public final DeviceExchange deviceExchange;
  public final OAuthGate gate;
  public final UserInfo userInfo;
  public final ResourceIndicators resources;

  /** What they are made of. */
  public record Parts(
      Store store,
      KeyEncryption encryption,
      KeyRing ring,
      Signers signers,
      SignedTokens signed,
      TokenGate gate,
      Subjects subjects,
      Refresh refresh,
      RefreshSecrets secrets,
      AuditLog audit,
      IdSource ids,
      SecureRandom random,
      InstantSource clock,
      TokenSettings tokens,
      SessionSettings sessions,
      List<ClaimSource> claims) {}

  public GrantFeatures(Parts parts) {
    Store store = parts.store();
    InstantSource clock = parts.clock();
    DpopNonces nonces = new DpopNonces(parts.encryption(), clock, parts.tokens().dpopNonce());
    resources = new ResourceIndicators(store);
    proofs = new DpopProofs(store, nonces, clock);
    codes = new Codes(store, parts.random(), clock);
    devices = new DeviceCodes(store, parts.random(), clock);
    AccessTokens access =
        new AccessTokens(
            store,
            parts.ring(),
            parts.signers(),
            parts.random(),
            clock,
            parts.tokens().oauthAccessTtl());
    IdTokens idTokens = new IdTokens(parts.ring(), parts.signers(), clock, parts.tokens().idTtl());
    UserClaims claims = new UserClaims(parts.claims());
    GrantTokens tokens = new GrantTokens(access, idTokens, parts.subjects(), claims);
    GrantSessions sessions =
        new GrantSessions(parts.secrets(), parts.audit(), clock, parts.sessions());
    codeExchange =
        new CodeExchange(store, codes, sessions, tokens, parts.ids(), parts.audit(), clock);
    refreshExchange = new RefreshExchange(store, parts.refresh(), tokens);
    clientCredentials = new ClientCredentials(store, access, parts.ids(), clock);
    deviceExchange = new DeviceExchange(store, devices, sessions, tokens, parts.ids(), clock);
    OAuthTokens read = new OAuthTokens(store, parts.signed(), parts.gate(), parts.ring(), clock);
    gate = new OAuthGate(read, proofs);
    userInfo = new UserInfo(store, parts.ring(), parts.signers(), parts.subjects(), claims);
  }
}

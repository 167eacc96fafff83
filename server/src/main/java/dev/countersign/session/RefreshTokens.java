package dev.countersign.session;

import dev.countersign.config.SessionSettings;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whose a refresh token is, and whether it would be taken now. Asking uses nothing up. */
public final class RefreshTokens {
  private final Store store;
  private final RefreshSecrets secrets;
  private final InstantSource clock;
  private final SessionSettings settings;

  RefreshTokens(
      Store store, RefreshSecrets secrets, InstantSource clock, SessionSettings settings) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
    this.settings = settings;
  }

  /** The live session of a token that is one of ours, of whatever generation. */
  public Optional<Session> genuine(String presented) {
    return RefreshToken.parse(presented).flatMap(this::genuine);
  }

  /** The live session of a token that would be taken now. */
  public Optional<Session> usable(String presented) {
    return RefreshToken.parse(presented)
        .flatMap(token -> genuine(token).filter(session -> usable(session, token)));
  }

  private boolean usable(Session session, RefreshToken token) {
    return current(session, token)
        || Optional.ofNullable(session.refresh())
            .filter(state -> token.generation() == state.generation() - 1)
            .filter(this::withinGrace)
            .isPresent();
  }

  Optional<Session> genuine(RefreshToken token) {
    return store
        .read(tx -> tx.sessions().byId(token.session()))
        .filter(found -> genuine(found, token));
  }

  static boolean current(Session session, RefreshToken token) {
    RefreshState state = session.refresh();
    return state != null && state.generation() == token.generation();
  }

  private boolean genuine(Session session, RefreshToken token) {
    RefreshState state = session.refresh();
    return state != null
        && live(session, state, clock.instant())
        && token.genuine(secrets.open(session, state));
  }

  private static boolean live(Session session, RefreshState state, Instant now) {
    return now.isBefore(session.expiresAt()) && now.isBefore(state.idleUntil());
  }

  boolean withinGrace(RefreshState state) {
    // Without a grace time there is none, even where the clock of another node is ahead.
    return settings.refreshGrace().isPositive()
        && clock.instant().isBefore(state.rotatedAt().plus(settings.refreshGrace()));
  }
}

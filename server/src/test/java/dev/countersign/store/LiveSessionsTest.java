package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Customer;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.store.LiveSessions.Caller;
import dev.countersign.store.LiveSessions.Introspected;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveSessionsTest extends StoreContract {
  private static final byte[] DIGEST = digest(1);
  private static final Duration TOKEN_LASTS = Duration.ofMinutes(15);

  private static byte[] digest(int fill) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) fill);
    return digest;
  }

  @Test
  void aPersonsLiveTokenTellsEverything() {
    User ann = storedUser(storedCustomer("Acme"), "Ann");
    Session session = withToken(samples.session(ann, "phone_1"));
    LiveSession expected =
        new LiveSession(
            session.id(),
            ann.customerId(),
            "Acme",
            ann.id(),
            "Ann",
            null,
            Set.of(),
            "patrons",
            "pwd",
            "phone_1",
            now(),
            session.expiresAt(),
            now(),
            now().plus(TOKEN_LASTS),
            null,
            null);
    assertThat(store.live().byToken(DIGEST, now())).contains(expected);
    assertThat(store.live().byId(session.id(), now()))
        .contains(
            new LiveSession(
                session.id(),
                ann.customerId(),
                "Acme",
                ann.id(),
                "Ann",
                null,
                Set.of(),
                "patrons",
                "pwd",
                "phone_1",
                now(),
                session.expiresAt(),
                Instant.EPOCH,
                session.expiresAt(),
                null,
                null));
  }

  @Test
  void aProgramsLiveTokenTellsItsKeyAndScopes() {
    ApiKey key = storedKey(storedCustomer("Acme"), "backend");
    withToken(samples.session(key));
    LiveSession live = store.live().byToken(DIGEST, now()).orElseThrow();
    assertThat(live.apiKeyId()).isEqualTo(key.id());
    assertThat(live.scopes()).isEqualTo(key.scopes());
    assertThat(live.userId()).isNull();
    assertThat(live.userName()).isNull();
    assertThat(live.deviceKey()).isNull();
  }

  @Test
  void aTokenIsDeadFromTheMomentItExpires() {
    withToken(samples.session(storedKey(storedCustomer("acme"), "backend")));
    Instant end = now().plus(TOKEN_LASTS);
    assertThat(store.live().byToken(DIGEST, end.minusMillis(1))).isPresent();
    assertThat(store.live().byToken(DIGEST, end)).isEmpty();
  }

  @Test
  void aSessionIsDeadFromTheMomentItExpiresWithEveryTokenOfIt() {
    Session session = stored(samples.session(storedKey(storedCustomer("acme"), "backend")));
    Instant end = session.expiresAt();
    write(tx -> tx.sessions().addToken(DIGEST, session.id(), now(), end.plusSeconds(99)));
    assertThat(store.live().byToken(DIGEST, end.minusMillis(1))).isPresent();
    assertThat(store.live().byId(session.id(), end.minusMillis(1))).isPresent();
    assertThat(store.live().byToken(DIGEST, end)).isEmpty();
    assertThat(store.live().byId(session.id(), end)).isEmpty();
  }

  @Test
  void anEndedSessionIsDeadAtTheNextLookupWhateverWasAskedBefore() {
    ApiKey caller = storedKey(storedCustomer("acme"), "backend");
    for (int i = 0; i < 40; i++) {
      Session session = withToken(samples.session(caller));
      store.maintenance().ping();
      assertThat(store.live().byToken(DIGEST, now())).isPresent();
      write(tx -> tx.sessions().end(session.id()));
      assertThat(store.live().byToken(DIGEST, now())).isEmpty();
      assertThat(store.live().byId(session.id(), now())).isEmpty();
      assertThat(store.live().introspectToken(caller.id(), DIGEST, now()).session()).isEmpty();
    }
  }

  @Test
  void theUnknownIsAbsent() {
    assertThat(store.live().byToken(digest(9), now())).isEmpty();
    assertThat(store.live().byToken(new byte[0], now())).isEmpty();
    assertThat(store.live().byId(new SessionId(1), now())).isEmpty();
  }

  @Test
  void introspectionFindsTheCallerBesideTheSession() {
    Customer acme = storedCustomer("Acme");
    ApiKey caller = storedKey(acme, "backend");
    Session session = withToken(samples.session(storedUser(acme, "ann"), "phone_1"));
    Optional<Caller> expected =
        Optional.of(new Caller(acme.id(), "acme", caller.verifier(), caller.scopes()));
    LiveSessions live = store.live();
    assertThat(live.introspectToken(caller.id(), DIGEST, now()))
        .isEqualTo(new Introspected(expected, live.byToken(DIGEST, now())));
    assertThat(live.introspectSession(caller.id(), session.id(), now()))
        .isEqualTo(new Introspected(expected, live.byId(session.id(), now())));
  }

  @Test
  void introspectionFindsTheCallerWithoutALiveSession() {
    ApiKey caller = storedKey(storedCustomer("acme"), "backend");
    Session session = withToken(samples.session(caller));
    LiveSessions live = store.live();
    assertThat(live.introspectToken(caller.id(), digest(9), now()).caller()).isPresent();
    assertThat(live.introspectToken(caller.id(), digest(9), now()).session()).isEmpty();
    Instant end = now().plus(TOKEN_LASTS);
    assertThat(live.introspectToken(caller.id(), DIGEST, end).session()).isEmpty();
    Instant over = session.expiresAt();
    assertThat(live.introspectSession(caller.id(), session.id(), over).caller()).isPresent();
    assertThat(live.introspectSession(caller.id(), session.id(), over).session()).isEmpty();
  }

  @Test
  void introspectionByAnUnknownCallerTellsNothing() {
    Session session = withToken(samples.session(storedKey(storedCustomer("acme"), "backend")));
    Introspected nothing = new Introspected(Optional.empty(), Optional.empty());
    ApiKeyId unknown = new ApiKeyId(1);
    assertThat(store.live().introspectToken(unknown, DIGEST, now())).isEqualTo(nothing);
    assertThat(store.live().introspectSession(unknown, session.id(), now())).isEqualTo(nothing);
  }

  private Session withToken(Session session) {
    write(tx -> {
      tx.sessions().add(session);
      tx.sessions().addToken(DIGEST, session.id(), now(), now().plus(TOKEN_LASTS));
    });
    return session;
  }
}

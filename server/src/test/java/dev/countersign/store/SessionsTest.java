package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SessionsTest extends StoreContract {
  @Test
  void bothKindsOfSessionComeBackAsTheyWereAdded() {
    Customer acme = storedCustomer("acme");
    Session personal = stored(samples.session(storedUser(acme, "ann"), "phone_1"));
    Session program = stored(samples.session(storedKey(acme, "backend")));
    Session read = find(tx -> tx.sessions().byId(personal.id())).orElseThrow();
    assertThat(read).usingRecursiveComparison().isEqualTo(personal);
    assertThat(find(tx -> tx.sessions().byId(program.id()))).contains(program);
    assertThat(find(tx -> tx.sessions().byId(new SessionId(1)))).isEmpty();
  }

  @Test
  void aTokenLeadsToItsSessionUntilTheSessionEnds() {
    Session session = stored(samples.session(storedKey(storedCustomer("acme"), "backend")));
    write(tx -> tx.sessions().addToken(digest("a"), session.id(), now(), now()));
    assertThat(find(tx -> tx.sessions().ofToken(digest("a")))).contains(session.id());
    assertThat(find(tx -> tx.sessions().ofToken(digest("b")))).isEmpty();
    assertThat(answer(tx -> tx.sessions().end(session.id()))).isTrue();
    assertThat(answer(tx -> tx.sessions().end(session.id()))).isFalse();
    assertThat(find(tx -> tx.sessions().ofToken(digest("a")))).isEmpty();
  }

  @Test
  void aPersonsSessionsAreListedNewestFirst() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Session first = stored(samples.session(ann, "phone_1"));
    Session second = stored(samples.session(ann, "phone_1"));
    stored(samples.session(storedUser(storedCustomer("other"), "ann"), "phone_1"));
    assertThat(list(tx -> tx.sessions().list(ann.customerId(), ann.id())))
        .extracting(Session::id)
        .containsExactly(second.id(), first.id());
  }

  @Test
  void aPersonsSessionsEndAllButOne() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Session kept = stored(samples.session(ann, "phone_1"));
    stored(samples.session(ann, "phone_1"));
    stored(samples.session(ann, "phone_2"));
    assertThat(number(tx -> tx.sessions().endOfUser(ann.customerId(), ann.id(), kept.id())))
        .isEqualTo(2);
    assertThat(list(tx -> tx.sessions().list(ann.customerId(), ann.id()))).hasSize(1);
    assertThat(number(tx -> tx.sessions().endOfUser(ann.customerId(), ann.id(), null)))
        .isEqualTo(1);
  }

  @Test
  void sessionsEndByDeviceAndByKey() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    User bob = storedUser(acme, "bob");
    ApiKey key = storedKey(acme, "backend");
    stored(samples.session(ann, "phone_1"));
    Session other = stored(samples.session(ann, "phone_2"));
    Session bobs = stored(samples.session(bob, "phone_1"));
    Session program = stored(samples.session(key));
    assertThat(number(tx -> tx.sessions().endOfDevice(acme.id(), ann.id(), "phone_1")))
        .isEqualTo(1);
    assertThat(find(tx -> tx.sessions().byId(other.id()))).isPresent();
    assertThat(find(tx -> tx.sessions().byId(bobs.id()))).isPresent();
    assertThat(number(tx -> tx.sessions().endOfApiKey(key.id()))).isEqualTo(1);
    assertThat(find(tx -> tx.sessions().byId(program.id()))).isEmpty();
  }

  @Test
  void ofManyRotationsAtOnceOneHappens() throws Exception {
    Session session = stored(samples.session(storedUser(storedCustomer("acme"), "ann"), "p_1"));
    Instant later = now().plusSeconds(10);
    List<Boolean> done =
        together(16, () -> answer(tx -> tx.sessions().rotate(session.id(), 1, later, later)));
    assertThat(done).filteredOn(Boolean::booleanValue).hasSize(1);
    RefreshState refresh = refresh(session);
    assertThat(refresh.generation()).isEqualTo(2);
    assertThat(refresh.rotatedAt()).isEqualTo(later);
    assertThat(refresh.idleUntil()).isEqualTo(later);
  }

  @Test
  void onlyALiveSessionWithARefreshTokenIsRotated() {
    Session program = stored(samples.session(storedKey(storedCustomer("acme"), "backend")));
    assertThat(answer(tx -> tx.sessions().rotate(program.id(), 0, now(), now()))).isFalse();
    assertThat(answer(tx -> tx.sessions().rotate(new SessionId(1), 1, now(), now()))).isFalse();
  }

  @Test
  void aRenewedSessionLastsFromNowOnAndItsOldTokensAreDead() {
    Session session = stored(samples.session(storedUser(storedCustomer("acme"), "ann"), "p_1"));
    write(tx -> tx.sessions().addToken(digest("old"), session.id(), now(), session.expiresAt()));
    Instant later = now().plusSeconds(10);
    Instant end = session.expiresAt().plusSeconds(10);

    assertThat(answer(tx -> tx.sessions().renew(session.id(), "pwd otp", later, end))).isTrue();
    assertThat(answer(tx -> tx.sessions().renew(new SessionId(1), "pwd", later, end))).isFalse();

    Session renewed = find(tx -> tx.sessions().byId(session.id())).orElseThrow();
    assertThat(renewed.amr()).isEqualTo("pwd otp");
    assertThat(renewed.authTime()).isEqualTo(later);
    assertThat(renewed.expiresAt()).isEqualTo(end);
    assertThat(find(tx -> tx.sessions().ofToken(digest("old")))).isEmpty();
  }

  @Test
  void bindingADeviceBindsItsSessionsAlone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Session bound = stored(samples.session(ann, "phone_1"));
    Session free = stored(samples.session(ann, "phone_2"));
    write(tx -> tx.sessions().bindDevice(ann.customerId(), ann.id(), "phone_1"));
    assertThat(refresh(bound).bound()).isTrue();
    assertThat(refresh(free).bound()).isFalse();
  }

  private RefreshState refresh(Session session) {
    return Objects.requireNonNull(
        find(tx -> tx.sessions().byId(session.id())).orElseThrow().refresh());
  }

  @Test
  void expiredSessionsAndTokensAreDeletedInSmallBatches() {
    ApiKey key = storedKey(storedCustomer("acme"), "backend");
    for (int i = 0; i < 5; i++) {
      stored(samples.session(key));
    }
    clock.advance(Duration.ofSeconds(1));
    Session live = stored(samples.session(key));
    write(tx -> {
      tx.sessions().addToken(digest("old"), live.id(), now(), now().plusSeconds(1));
      tx.sessions().addToken(digest("new"), live.id(), now(), live.expiresAt());
    });
    Instant before = now().plus(Samples.SESSION_LASTS);
    assertThat(number(tx -> tx.sessions().deleteExpired(before, 3))).isEqualTo(3);
    assertThat(number(tx -> tx.sessions().deleteExpired(before, 3))).isEqualTo(3);
    assertThat(number(tx -> tx.sessions().deleteExpired(before, 3))).isZero();
    assertThat(find(tx -> tx.sessions().byId(live.id()))).contains(live);
    assertThat(find(tx -> tx.sessions().ofToken(digest("old")))).isEmpty();
    assertThat(find(tx -> tx.sessions().ofToken(digest("new")))).isPresent();
  }

  private static byte[] digest(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPersonsSessionsArePagedNewestFirst() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Session first = stored(samples.session(ann, "phone_1"));
    Session second = stored(samples.session(ann, "phone_1"));
    Session third = stored(samples.session(ann, "phone_1"));
    assertThat(list(tx -> tx.sessions().page(ann.customerId(), ann.id(), Long.MAX_VALUE, 2)))
        .extracting(Session::id)
        .containsExactly(third.id(), second.id());
    assertThat(list(tx -> tx.sessions().page(ann.customerId(), ann.id(), second.id().value(), 2)))
        .extracting(Session::id)
        .containsExactly(first.id());
  }
}

package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.Portal.State;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PortalsTest extends StoreContract {
  private static final byte[] DIGEST = {1, 2, 3};
  private static final Duration LASTS = Duration.ofMinutes(30);

  private Customer acme;
  private User ann;

  @BeforeEach
  void prepare() {
    acme = storedCustomer("acme");
    ann = storedUser(acme, "ann");
  }

  private Portal portal(byte[] digest, Kind kind, @Nullable UserId user) {
    return new Portal(
        acme.id(),
        samples.id(),
        digest,
        kind,
        user,
        "https://www.example.com",
        "https://www.example.com/done",
        now(),
        now().plus(LASTS),
        null,
        Progress.BEGUN);
  }

  private Portal added(byte[] digest, Kind kind, @Nullable UserId user) {
    Portal portal = portal(digest, kind, user);
    write(tx -> tx.portals().add(portal));
    return portal;
  }

  @Test
  void aPortalComesBackAsItWasAdded() {
    Portal portal = added(DIGEST, Kind.AUTHENTICATE, ann.id());

    assertThat(find(tx -> tx.portals().find(DIGEST)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(portal);
    assertThat(find(tx -> tx.portals().byId(acme.id(), portal.id())).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(portal);
    assertThat(find(tx -> tx.portals().find(new byte[] {9}))).isEmpty();
  }

  @Test
  void anotherCustomerHasNoneOfThatId() {
    Portal portal = added(DIGEST, Kind.SEARCH, null);
    Customer globex = storedCustomer("globex");

    assertThat(find(tx -> tx.portals().byId(globex.id(), portal.id()))).isEmpty();
  }

  @Test
  void howFarItGotIsWritten() {
    Portal portal = added(DIGEST, Kind.SEARCH, null);
    Portal changed = portal.agreed(now()).with(new Progress(State.FAILURE, "no_match", 5, now()));
    write(tx -> tx.portals().update(tx.portals().lock(DIGEST).map(_ -> changed).orElseThrow()));

    assertThat(find(tx -> tx.portals().find(DIGEST)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(changed);
    assertThatThrownBy(() -> write(tx -> tx.portals().update(portal(DIGEST, Kind.SEARCH, null))))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void ofManyWhoUseItUpAtOnceOneDoes() throws Exception {
    added(DIGEST, Kind.SEARCH, null);

    assertThat(
            together(
                16,
                () ->
                    answer(tx -> {
                      Portal now = tx.portals().lock(DIGEST).orElseThrow();
                      boolean open = now.open(now());
                      if (open) {
                        tx.portals().update(now.with(new Progress(State.SUCCESS, "", 0, now())));
                      }
                      return open;
                    })))
        .filteredOn(Boolean::booleanValue)
        .hasSize(1);
  }

  @Test
  void whoIsErasedTakesTheirPortalsAlong() {
    added(DIGEST, Kind.ENROLL, ann.id());
    write(tx -> tx.users().delete(acme.id(), ann.id()));

    assertThat(find(tx -> tx.portals().find(DIGEST))).isEmpty();
  }

  @Test
  void whatExpiredIsRemovedInBatches() {
    added(new byte[] {1}, Kind.SEARCH, null);
    added(new byte[] {2}, Kind.SEARCH, null);
    clock.advance(LASTS);

    assertThat(number(tx -> tx.portals().deleteExpired(now(), 10))).isZero();
    assertThat(number(tx -> tx.portals().deleteExpired(now().plusMillis(1), 1))).isEqualTo(1);
    assertThat(number(tx -> tx.portals().deleteExpired(now().plusMillis(1), 10))).isEqualTo(1);
  }
}

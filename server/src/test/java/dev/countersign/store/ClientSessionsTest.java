package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.LogoutNotice;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.User;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that clients were granted, and how clients learn of their end. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ClientSessionsTest extends StoreContract {
  private static final byte[] DIGEST = new byte[32];

  private Customer acme;
  private User ann;
  private Client shop;
  private Session browser;

  @BeforeEach
  void prepare() {
    acme = storedCustomer("acme");
    ann = storedUser(acme, "ann");
    shop = samples.client(acme.id(), "Shop");
    write(tx -> tx.clients().add(shop));
    browser = stored(samples.session(ann, "phone_1"));
  }

  private Session granted(@Nullable SessionId parent, String sid) {
    return granted(shop, parent, sid);
  }

  private Session granted(Client client, @Nullable SessionId parent, String sid) {
    Session session = stored(samples.session(ann, client, parent));
    write(tx -> tx.grants().add(grant(session, client, sid)));
    return session;
  }

  private OAuthGrant grant(Session session, Client client, String sid) {
    return new OAuthGrant(
        session.id(),
        acme.id(),
        client.id(),
        browser.id(),
        sid,
        Set.of("openid"),
        List.of("https://api.example/"),
        "{}",
        "jkt",
        "urn:countersign:acr:1",
        "nonce",
        null);
  }

  private List<LogoutNotice> notices() {
    return store.write(tx -> tx.logoutNotices().take(10));
  }

  @Test
  void aGrantComesBackAsItWasAdded() {
    Session session = granted(browser.id(), "sid");
    OAuthGrant grant = grant(session, shop, "sid");
    assertThat(find(tx -> tx.sessions().byId(session.id()))).contains(session);
    assertThat(list(tx -> tx.sessions().children(browser.id()))).containsExactly(session);
    assertThat(find(tx -> tx.grants().bySession(session.id()))).contains(grant);
    assertThat(list(tx -> tx.grants().ofSsoSession(browser.id()))).containsExactly(grant);
    assertThat(list(tx -> tx.grants().ofUser(acme.id(), ann.id()))).containsExactly(grant);
    assertThat(list(tx -> tx.grants().ofUser(acme.id(), ann.id(), shop.id())))
        .containsExactly(grant);
    assertThat(find(tx -> tx.grants().bySession(browser.id()))).isEmpty();
  }

  @Test
  void aClientHasOneSessionInItsOwnName() {
    Session own = samples.session(shop);
    assertThat(find(tx -> tx.sessions().ofClient(shop.id()))).isEmpty();
    assertThat(answer(tx -> tx.sessions().addOfClient(own))).isTrue();
    assertThat(answer(tx -> tx.sessions().addOfClient(samples.session(shop)))).isFalse();
    granted(null, "sid");
    assertThat(find(tx -> tx.sessions().ofClient(shop.id()))).contains(own);
    assertThat(store.live().byId(own.id(), now()).orElseThrow().clientId()).isEqualTo(shop.id());
  }

  @Test
  void anOpaqueTokenTellsWhatItMayDoAndEndsAlone() {
    Session session = granted(browser.id(), "sid");
    TokenRights rights = new TokenRights(Set.of("openid"), List.of("https://a.example/"), "jkt");
    write(tx -> tx.sessions().addToken(DIGEST, session.id(), rights, now(), session.expiresAt()));
    LiveSession live = store.live().byToken(DIGEST, now()).orElseThrow();
    assertThat(live.rights()).isEqualTo(rights);
    assertThat(live.clientId()).isEqualTo(shop.id());
    assertThat(store.live().byId(session.id(), now()).orElseThrow().rights()).isNull();
    assertThat(answer(tx -> tx.sessions().endToken(DIGEST))).isTrue();
    assertThat(answer(tx -> tx.sessions().endToken(DIGEST))).isFalse();
    assertThat(find(tx -> tx.sessions().byId(session.id()))).isPresent();
  }

  @Test
  void theBrowsersSessionTakesItsChildrenAlongAndLeavesOneNoticeForEachSid() {
    Client mail = samples.client(acme.id(), "Mail");
    write(tx -> tx.clients().add(mail));
    Session first = granted(browser.id(), "shop-sid");
    Session again = granted(browser.id(), "shop-sid");
    Session other = granted(mail, browser.id(), "mail-sid");
    write(tx -> tx.sessions().end(browser.id()));
    for (Session gone : List.of(first, again, other)) {
      assertThat(find(tx -> tx.sessions().byId(gone.id()))).isEmpty();
      assertThat(find(tx -> tx.grants().bySession(gone.id()))).isEmpty();
    }
    assertThat(notices())
        .containsExactly(
            new LogoutNotice(first.id().value(), acme.id(), shop.id(), ann.id(), "shop-sid"),
            new LogoutNotice(other.id().value(), acme.id(), mail.id(), ann.id(), "mail-sid"));
    assertThat(notices()).isEmpty();
  }

  @Test
  void aGrantThatOutlivesTheBrowsersSessionIsToldOfItsEndOnce() {
    Session offline = granted(null, "sid");
    write(tx -> tx.sessions().end(browser.id()));
    assertThat(find(tx -> tx.sessions().byId(offline.id()))).isPresent();
    assertThat(find(tx -> tx.grants().bySession(offline.id())).orElseThrow().ssoSession()).isNull();
    assertThat(notices()).hasSize(1);
    write(tx -> tx.sessions().end(offline.id()));
    assertThat(notices()).isEmpty();
  }

  @Test
  void everyWayToEndAPersonsSessionsLeavesANotice() {
    notified(tx -> tx.sessions().endOfUser(acme.id(), ann.id(), null));
    notified(tx -> tx.sessions().endOfDevice(acme.id(), ann.id(), "phone_1"));
    notified(tx -> tx.sessions().endOfClient(acme.id(), ann.id(), shop.id()));
    notified(tx -> tx.sessions().endOfClient(shop.id()));
    notified(tx -> tx.users().delete(acme.id(), ann.id()));
  }

  private void notified(Consumer<Transaction> ending) {
    browser = stored(samples.session(ann, "phone_1"));
    Session session = granted(browser.id(), "sid");
    write(ending);
    assertThat(find(tx -> tx.sessions().byId(session.id()))).isEmpty();
    assertThat(notices()).hasSize(1);
  }

  @Test
  void nobodyIsToldWhoGaveUpTheGrantOrDidNotAsk() {
    Session given = granted(browser.id(), "sid");
    write(tx -> tx.sessions().revoke(given.id()));
    Client quiet = samples.client(acme.id(), "Quiet");
    Client silent =
        quiet.with("Quiet", quiet.settings().toBuilder().backchannelLogoutUri(null).build());
    write(tx -> tx.clients().add(silent));
    granted(silent, browser.id(), "sid");
    write(tx -> tx.sessions().end(browser.id()));
    assertThat(notices()).isEmpty();
  }

  @Test
  void theKeptSessionKeepsItsChildren() {
    Session kept = granted(browser.id(), "sid");
    stored(samples.session(ann, "phone_2"));
    assertThat(number(tx -> tx.sessions().endOfUser(acme.id(), ann.id(), browser.id())))
        .isEqualTo(1);
    assertThat(find(tx -> tx.sessions().byId(kept.id()))).isPresent();
  }

  @Test
  void nothingIsGrantedFromASessionThatHasEnded() {
    write(tx -> tx.sessions().end(browser.id()));
    assertThatThrownBy(() -> stored(samples.session(ann, shop, browser.id())))
        .isInstanceOf(ChangedMeanwhile.class);
  }
}

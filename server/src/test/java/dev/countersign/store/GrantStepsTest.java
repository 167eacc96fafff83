package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.AuthorizationRequest.Kind;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.domain.DeviceAuthorization.State;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits between the steps of a grant: codes, requests and devices. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class GrantStepsTest extends StoreContract {
  private static final byte[] DIGEST = {1, 2, 3};
  private static final Duration LASTS = Duration.ofMinutes(1);

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

  private AuthorizationCode code(AuthorizationCode.Request request, @Nullable SessionId parent) {
    return new AuthorizationCode(
        DIGEST, acme.id(), shop.id(), ann.id(), parent, request, null, now(), now().plus(LASTS));
  }

  private AuthorizationCode.Request request() {
    return new AuthorizationCode.Request(
        "https://app.example/cb",
        true,
        "challenge",
        "nonce",
        new LinkedHashSet<>(List.of("openid", "email")),
        List.of("https://api.example/"),
        "{}",
        "urn:countersign:acr:1",
        "pwd",
        now(),
        "jkt",
        "phone_1");
  }

  @Test
  void aCodeComesBackAsItWasAdded() {
    AuthorizationCode full = code(request(), browser.id());
    write(tx -> tx.authorizationCodes().add(full));
    assertThat(find(tx -> tx.authorizationCodes().find(DIGEST)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(full);
    assertThat(find(tx -> tx.authorizationCodes().find(new byte[] {9}))).isEmpty();
  }

  @Test
  void aCodeWithLittleToSayComesBackToo() {
    AuthorizationCode.Request little =
        new AuthorizationCode.Request(
            "app:/cb", false, null, null, Set.of(), List.of(), null, null, "pwd", now(), null,
            null);
    write(tx -> tx.authorizationCodes().add(code(little, null)));
    assertThat(find(tx -> tx.authorizationCodes().find(DIGEST)).orElseThrow().request())
        .isEqualTo(little);
  }

  @Test
  void ofManyRedemptionsAtOnceOneHappensAndTheOthersLearnOfItsSession() throws Exception {
    write(tx -> tx.authorizationCodes().add(code(request(), browser.id())));
    List<Boolean> done =
        together(
            16,
            () -> answer(tx -> tx.authorizationCodes().redeem(DIGEST, new SessionId(7), now())));
    assertThat(done).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(find(tx -> tx.authorizationCodes().find(DIGEST)).orElseThrow().issuedSession())
        .isEqualTo(new SessionId(7));
  }

  @Test
  void anExpiredCodeIsNotRedeemed() {
    write(tx -> tx.authorizationCodes().add(code(request(), browser.id())));
    clock.advance(LASTS);
    assertThat(answer(tx -> tx.authorizationCodes().redeem(DIGEST, new SessionId(7), now())))
        .isFalse();
    assertThat(number(tx -> tx.authorizationCodes().deleteExpired(now(), 10))).isZero();
    assertThat(number(tx -> tx.authorizationCodes().deleteExpired(now().plusMillis(1), 10)))
        .isEqualTo(1);
  }

  @Test
  void aCodeDiesWithTheBrowsersSession() {
    write(tx -> tx.authorizationCodes().add(code(request(), browser.id())));
    write(tx -> tx.sessions().end(browser.id()));
    assertThat(find(tx -> tx.authorizationCodes().find(DIGEST))).isEmpty();
    assertThatThrownBy(
            () -> write(tx -> tx.authorizationCodes().add(code(request(), browser.id()))))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  private AuthorizationRequest request(Kind kind) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("scope", List.of("openid"));
    parameters.put("client_id", List.of("1"));
    parameters.put("resource", List.of("https://b.example/", "https://a.example/"));
    return new AuthorizationRequest(
        DIGEST, acme.id(), shop.id(), kind, parameters, "0f".repeat(32), now(), now().plus(LASTS));
  }

  @Test
  void aRequestWaitsUntilItIsTakenOnce() throws Exception {
    AuthorizationRequest pushed = request(Kind.PUSHED);
    write(tx -> tx.authorizationRequests().add(pushed));
    AuthorizationRequest read =
        find(tx -> tx.authorizationRequests().find(Kind.PUSHED, DIGEST, now())).orElseThrow();
    assertThat(read).usingRecursiveComparison().isEqualTo(pushed);
    assertThat(read.parameters().keySet()).containsExactly("scope", "client_id", "resource");
    List<Optional<AuthorizationRequest>> taken =
        together(
            8,
            () -> store.write(tx -> tx.authorizationRequests().take(Kind.PUSHED, DIGEST, now())));
    assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void aRequestIsOfOneKindAndExpires() {
    write(tx -> tx.authorizationRequests().add(request(Kind.FLOW)));
    assertThat(find(tx -> tx.authorizationRequests().find(Kind.PUSHED, DIGEST, now()))).isEmpty();
    clock.advance(LASTS);
    assertThat(find(tx -> tx.authorizationRequests().find(Kind.FLOW, DIGEST, now()))).isEmpty();
    assertThat(number(tx -> tx.authorizationRequests().deleteExpired(now().plusMillis(1), 10)))
        .isEqualTo(1);
  }

  private DeviceAuthorization device(byte[] digest, String userCode) {
    return new DeviceAuthorization(
        digest,
        userCode,
        acme.id(),
        shop.id(),
        Set.of("openid"),
        List.of(),
        State.PENDING,
        null,
        now(),
        Duration.ofSeconds(5),
        now(),
        now().plus(LASTS));
  }

  @Test
  void aDeviceIsApprovedOnceAndGetsItsTokensOnce() {
    DeviceAuthorization device = device(DIGEST, "WDJBMJHT");
    assertThat(answer(tx -> tx.deviceAuthorizations().add(device))).isTrue();
    assertThat(answer(tx -> tx.deviceAuthorizations().add(device(new byte[] {9}, "WDJBMJHT"))))
        .isFalse();
    assertThat(find(tx -> tx.deviceAuthorizations().byDevice(DIGEST)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(device);
    assertThat(answer(tx -> tx.deviceAuthorizations().use(DIGEST, now()))).isFalse();
    Approval approval = new Approval(ann.id(), browser.id(), "pwd", "acr", now());
    assertThat(answer(tx -> tx.deviceAuthorizations().approve(DIGEST, approval, now()))).isTrue();
    assertThat(answer(tx -> tx.deviceAuthorizations().approve(DIGEST, approval, now()))).isFalse();
    assertThat(answer(tx -> tx.deviceAuthorizations().deny(DIGEST, now()))).isFalse();
    DeviceAuthorization approved =
        find(tx -> tx.deviceAuthorizations().byUserCode("WDJBMJHT", now())).orElseThrow();
    assertThat(approved.state()).isEqualTo(State.APPROVED);
    assertThat(approved.approval()).isEqualTo(approval);
    assertThat(answer(tx -> tx.deviceAuthorizations().use(DIGEST, now()))).isTrue();
    assertThat(answer(tx -> tx.deviceAuthorizations().use(DIGEST, now()))).isFalse();
  }

  @Test
  void aDeviceThatAsksTooEarlyIsSlowedDown() {
    write(tx -> tx.deviceAuthorizations().add(device(DIGEST, "WDJBMJHT")));
    assertThat(polled()).isTrue();
    clock.advance(Duration.ofSeconds(4));
    assertThat(polled()).isFalse();
    DeviceAuthorization slowed =
        find(tx -> tx.deviceAuthorizations().byDevice(DIGEST)).orElseThrow();
    assertThat(slowed.pollInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(slowed.nextPollAt()).isEqualTo(now().plusSeconds(10));
    clock.advance(Duration.ofSeconds(10));
    assertThat(polled()).isTrue();
  }

  private boolean polled() {
    return answer(tx ->
        tx.deviceAuthorizations()
            .poll(DIGEST, Duration.ofSeconds(5), Duration.ofSeconds(10), now()));
  }

  @Test
  void nobodyDecidesAboutADeviceThatHasExpired() {
    write(tx -> tx.deviceAuthorizations().add(device(DIGEST, "WDJBMJHT")));
    clock.advance(LASTS);
    Approval approval = new Approval(ann.id(), null, "pwd", null, now());
    assertThat(find(tx -> tx.deviceAuthorizations().byUserCode("WDJBMJHT", now()))).isEmpty();
    assertThat(answer(tx -> tx.deviceAuthorizations().approve(DIGEST, approval, now()))).isFalse();
    assertThat(answer(tx -> tx.deviceAuthorizations().deny(DIGEST, now()))).isFalse();
    assertThat(number(tx -> tx.deviceAuthorizations().deleteExpired(now().plusMillis(1), 10)))
        .isEqualTo(1);
  }
}

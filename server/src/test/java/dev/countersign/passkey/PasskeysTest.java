package dev.countersign.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.User;
import dev.countersign.passkey.PasskeyAssertion.Checked;
import dev.countersign.passkey.PasskeyRegistration.Added;
import dev.countersign.passkey.PasskeyRegistration.Known;
import dev.countersign.passkey.PasskeyRegistration.NotValid;
import dev.countersign.passkey.PasskeyRegistration.Result;
import dev.countersign.testing.Authenticator;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PasskeysTest {
  private static final String BROWSER = "this browser";

  private final Authenticator authenticator = new Authenticator(TestServer.BASE_URL);
  private TestServer server;
  private Customer acme;
  private User alice;
  private PasskeyRegistration registration;
  private PasskeyAssertion assertion;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    registration = server.core().factors.passkeys.registration();
    assertion = server.core().factors.passkeys.assertion();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theBrowserIsAskedForADiscoverableCredentialThatVerifiesThePerson() {
    Map<String, Object> options = registration.options(alice, "acme", BROWSER);

    assertThat(options.get("rp")).isEqualTo(Map.of("id", "auth.example", "name", "acme"));
    assertThat(options.get("authenticatorSelection"))
        .isEqualTo(
            Map.of(
                "residentKey", "required",
                "requireResidentKey", true,
                "userVerification", "required"));
    assertThat(options.get("attestation")).isEqualTo("none");
    assertThat(json(options)).doesNotContain("example.org");
  }

  @Test
  void aRegisteredPasskeyNamesItsOwnerAndBringsRecoveryCodes() {
    assertThat(add(alice)).isInstanceOf(Added.class);

    Optional<Checked> checked = check(get(options()));

    assertThat(checked).map(one -> one.passkey().userId()).contains(alice.id());
    assertThat(checked).map(Checked::amr).contains("hwk user mfa");
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isEqualTo(10);
    assertThat(server.rows("SELECT kind, detail FROM audit_event WHERE kind = 'factor_added'"))
        .containsExactly(Map.of("kind", "factor_added", "detail", "{\"factor\":\"passkey\"}"));
  }

  @Test
  void anAssertionIsTakenOnce() {
    add(alice);
    Checked checked = check(get(options())).orElseThrow();

    assertThat(take(checked)).isTrue();
    assertThat(take(checked)).isFalse();
  }

  /** WebAuthn, section 7.2, step 12: "Verify that the value of C.challenge equals [...]". */
  @Test
  void aChallengeOfAnotherBrowserIsRefused() {
    add(alice);
    String answer = get(options());

    assertThat(assertion.check(acme.id(), Optional.empty(), answer, "another")).isEmpty();
  }

  @Test
  void aChallengeIsGoodForTenMinutes() {
    add(alice);
    String answer = get(options());
    server.clock().advance(Duration.ofMinutes(10));

    assertThat(check(answer)).isEmpty();
  }

  @Test
  void aChallengeForRegisteringIsNoneForSigningIn() {
    add(alice);
    Object challenge = registration.options(alice, "acme", BROWSER).getOrDefault("challenge", "");
    Map<String, Object> mixed = new java.util.LinkedHashMap<>(parsed(options()));
    mixed.put("challenge", challenge);

    assertThat(check(get(json(mixed)))).isEmpty();
  }

  /** WebAuthn, section 7.2, step 13: "Verify that the value of C.origin is an origin expected". */
  @Test
  void anotherOriginIsRefused() {
    add(alice);
    authenticator.goTo("https://evil.example");
    assertThat(check(get(options()))).isEmpty();
    assertThat(add(server.user(acme, "bob"))).isInstanceOf(NotValid.class);
  }

  /** WebAuthn, section 7.2, step 17: "verify that the UV bit of the flags [...] is set". */
  @Test
  void anAssertionThatVerifiedNobodyIsRefused() {
    add(alice);
    assertThat(check(authenticator.getUnverified(options()))).isEmpty();
  }

  /** WebAuthn, section 7.2, step 22: a count that does not grow tells of a copied key. */
  @Test
  void aCountThatDoesNotGrowIsRefused() {
    add(alice);
    assertThat(take(check(get(options())).orElseThrow())).isTrue();
    authenticator.counting(false);
    assertThat(check(get(options()))).isEmpty();
  }

  @Test
  void ofTwoAssertionsAtOnceOneIsTaken() {
    add(alice);
    Checked first = check(get(options())).orElseThrow();
    Checked second = check(get(options())).orElseThrow();
    assertThat(take(second)).isTrue();
    assertThat(take(first)).isFalse();
  }

  /** WebAuthn, section 7.2, step 6: the credential has to be the person's. */
  @Test
  void aPasskeyOfSomebodyElseIsRefused() {
    User bob = server.user(acme, "bob");
    add(bob);
    String answer = get(options());
    assertThat(assertion.check(acme.id(), Optional.of(alice.id()), answer, BROWSER)).isEmpty();
  }

  @Test
  void aPasskeyOfAnotherCustomersPersonIsUnknown() {
    add(alice);
    Customer other = server.customer("other");
    assertThat(assertion.check(other.id(), Optional.empty(), get(options()), BROWSER)).isEmpty();
  }

  /** WebAuthn, section 7.1, step 26. */
  @Test
  void aCredentialIsRegisteredOnce() {
    User bob = server.user(acme, "bob");
    String answer = create(alice);
    assertThat(registration.add(alice, answer, "", BROWSER, Origin.CLI)).isInstanceOf(Added.class);
    assertThat(registration.add(alice, answer, "", BROWSER, Origin.CLI))
        .isInstanceOf(NotValid.class);
    assertThat(registration.add(bob, answer, "", BROWSER, Origin.CLI)).isInstanceOf(NotValid.class);
    assertThat(Known.class).isNotNull();
  }

  @Test
  void anythingElseIsRefusedWithoutAnError() {
    add(alice);
    for (String json :
        new String[] {"", "{", "{}", "[]", "{\"id\":\"AA\"}", get(options()).replace("\"", "'")}) {
      assertThat(check(json)).isEmpty();
      assertThat(registration.add(alice, json, "", BROWSER, Origin.CLI))
          .isInstanceOf(NotValid.class);
    }
  }

  @Test
  void anAlteredSignatureIsRefused() throws Exception {
    add(alice);
    var answer =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            new ObjectMapper().readTree(get(options()));
    var response = (com.fasterxml.jackson.databind.node.ObjectNode) answer.get("response");
    String data = response.get("authenticatorData").asText();
    // The flags: backed up, or not.
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(data);
    bytes[33] ^= 1;
    response.put("authenticatorData", java.util.Base64.getUrlEncoder().encodeToString(bytes));
    assertThat(check(answer.toString())).isEmpty();
  }

  @Test
  void passkeysAreNamedAndRemovedAndTheLastTakesTheRecoveryCodesAlong() {
    add(alice);
    Passkey passkey = registration.list(acme.id(), alice.id()).getFirst();
    String id = PasskeyRegistration.idText(passkey);
    assertThat(passkey.name()).isEqualTo("Passkey");
    assertThat(passkey.transports()).isEqualTo("internal");
    assertThat(registration.rename(acme.id(), alice.id(), id, "  My\u0007phone ")).isTrue();
    assertThat(registration.list(acme.id(), alice.id()).getFirst().name()).isEqualTo("My phone");
    assertThat(registration.remove(acme.id(), alice.id(), "!", Origin.CLI)).isFalse();
    assertThat(registration.remove(acme.id(), alice.id(), id, Origin.CLI)).isTrue();
    assertThat(registration.remove(acme.id(), alice.id(), id, Origin.CLI)).isFalse();
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isZero();
  }

  private Result add(User user) {
    return registration.add(user, create(user), "", BROWSER, Origin.CLI);
  }

  private String create(User user) {
    return authenticator.create(json(registration.options(user, "acme", BROWSER)));
  }

  private String options() {
    return json(assertion.options(acme.id(), Optional.empty(), BROWSER));
  }

  private String get(String options) {
    return authenticator.get(options);
  }

  private Optional<Checked> check(String answer) {
    return assertion.check(acme.id(), Optional.empty(), answer, BROWSER);
  }

  private boolean take(Checked checked) {
    return server.core().store.write(tx -> assertion.take(tx, checked));
  }

  private static String json(Map<String, Object> options) {
    try {
      return new ObjectMapper().writeValueAsString(options);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parsed(String json) {
    try {
      return new ObjectMapper().readValue(json, Map.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

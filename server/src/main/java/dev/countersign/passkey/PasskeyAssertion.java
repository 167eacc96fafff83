package dev.countersign.passkey;

import com.webauthn4j.data.AuthenticationData;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.passkey.Ceremony.Asserted;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what a passkey signs to show that its owner is there. */
public final class PasskeyAssertion {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Store store;
  private final KeyRing ring;
  private final Ceremony ceremony;
  private final PasskeyChallenges challenges;
  private final InstantSource clock;

  PasskeyAssertion(
      Store store,
      KeyRing ring,
      Ceremony ceremony,
      PasskeyChallenges challenges,
      InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.ceremony = ceremony;
    this.challenges = challenges;
    this.clock = clock;
  }

  /**
   * An assertion that holds, and has not been taken yet.
   *
   * @param passkey as it was when it was checked
   * @param signCount what it told
   * @param backedUp what it told
   * @param challenge what it signed
   */
  public record Checked(Passkey passkey, long signCount, boolean backedUp, byte[] challenge) {
    /**
     * RFC 8176, section 2: "hwk: Proof-of-Possession (PoP) of a hardware-secured key", "swk: [...]
     * of a software-secured key", "user: User presence test"; "mfa", because it verified the person
     * too. One that is copied between devices is not bound to hardware.
     */
    public String amr() {
      return passkey.backupEligible() ? "swk user mfa" : "hwk user mfa";
    }
  }

  /**
   * What the browser's {@code navigator.credentials.get} is to be called with (WebAuthn, section
   * 5.5), binary parts in base64url.
   *
   * @param person whose passkeys are asked for, or empty for whoever has one
   * @param browser what the browser is known by; the answer has to come from there
   */
  public Map<String, Object> options(CustomerId customer, Optional<UserId> person, String browser) {
    RelyingParty party = RelyingParty.of(ring.issuerOf(customer));
    List<Passkey> asked =
        person
            .map(user -> store.read(tx -> tx.passkeys().list(customer, user)))
            .orElseGet(List::of);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("challenge", ENCODER.encodeToString(challenges.make(bound(browser))));
    options.put("timeout", PasskeyChallenges.VALID.toMillis());
    options.put("rpId", party.id());
    options.put("allowCredentials", Descriptors.of(asked));
    options.put("userVerification", "required");
    return options;
  }

  /**
   * Checks what the browser answered.
   *
   * @param person who it has to be, or empty for whoever it is
   * @param json the credential, as {@code PublicKeyCredential.toJSON} writes it
   * @param browser what the browser is known by
   */
  public Optional<Checked> check(
      CustomerId customer, Optional<UserId> person, String json, String browser) {
    Optional<AuthenticationData> data = ceremony.assertion(json);
    Optional<byte[]> challenge = data.flatMap(one -> Challenged.by(one.getCollectedClientData()));
    if (challenge.isEmpty() || !challenges.genuine(challenge.get(), bound(browser))) {
      return Optional.empty();
    }
    RelyingParty party = RelyingParty.of(ring.issuerOf(customer));
    Optional<Passkey> passkey =
        Optional.ofNullable(data.get().getCredentialId())
            .flatMap(id -> store.read(tx -> tx.passkeys().find(customer, id)))
            .filter(one -> owned(one, person, data.get()));
    if (passkey.isEmpty()) {
      return Optional.empty();
    }
    Optional<Asserted> told = ceremony.verify(data.get(), passkey.get(), party, challenge.get());
    return told.map(
        one -> new Checked(passkey.get(), one.signCount(), one.backedUp(), challenge.get()));
  }

  /**
   * WebAuthn, section 7.2, step 6: when the person was not identified before, "verify that
   * response.userHandle is present, and that the user identified by this value is the owner of
   * credential.id"; when they were, that they are its owner, and the handle, if there is one, is
   * theirs.
   */
  private static boolean owned(Passkey passkey, Optional<UserId> person, AuthenticationData data) {
    Optional<ByteBuffer> handle =
        Optional.ofNullable(data.getUserHandle())
            .map(ByteBuffer::wrap)
            .filter(ByteBuffer::hasRemaining);
    boolean told = handle.filter(bytes -> UserHandle.is(bytes, passkey.userId())).isPresent();
    if (person.isEmpty()) {
      return told;
    }
    return person.get().equals(passkey.userId()) && (told || handle.isEmpty());
  }

  /** Takes the assertion; false when it, or a later one, was taken meanwhile. */
  public boolean take(Transaction tx, Checked checked) {
    return challenges.use(tx, checked.challenge())
        && tx.passkeys()
            .used(checked.passkey(), checked.signCount(), checked.backedUp(), clock.instant());
  }

  private static String bound(String browser) {
    return "assert\n" + browser;
  }
}

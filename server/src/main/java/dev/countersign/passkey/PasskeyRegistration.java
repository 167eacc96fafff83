package dev.countersign.passkey;

import com.webauthn4j.data.RegistrationData;
import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.factor.Factors;
import dev.countersign.factor.Method;
import dev.countersign.factor.RecoverySheet;
import dev.countersign.keys.KeyRing;
import dev.countersign.passkey.Ceremony.Registered;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds passkeys to a person's account, and lists, names and removes them. */
public final class PasskeyRegistration {
  private static final int LONGEST_NAME = 60;
  private static final int MOST = 20;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Store store;
  private final KeyRing ring;
  private final Ceremony ceremony;
  private final PasskeyChallenges challenges;
  private final RecoverySheet recovery;
  private final AuditLog audit;
  private final InstantSource clock;

  PasskeyRegistration(
      Store store,
      KeyRing ring,
      Ceremony ceremony,
      PasskeyChallenges challenges,
      RecoverySheet recovery,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.ceremony = ceremony;
    this.challenges = challenges;
    this.recovery = recovery;
    this.audit = audit;
    this.clock = clock;
  }

  /** How a registration ended. */
  public sealed interface Result {}

  /**
   * The passkey signs its owner in from now on.
   *
   * @param recoveryCodes for the person to keep, shown this once; empty when they have some
   */
  public record Added(List<String> recoveryCodes) implements Result {
    /** Keeps an unmodifiable copy. */
    public Added {
      recoveryCodes = List.copyOf(recoveryCodes);
    }

    /** Without the codes. */
    @Override
    public String toString() {
      return "Added[…]";
    }
  }

  /** It does not hold: altered, too late, for another place, or without verifying the person. */
  public record NotValid() implements Result {}

  /** The credential is registered already. */
  public record Known() implements Result {}

  /** The person has as many as anybody needs. */
  public record TooMany() implements Result {}

  /**
   * What the browser's {@code navigator.credentials.create} is to be called with (WebAuthn, section
   * 5.4), binary parts in base64url.
   *
   * @param browser what the browser is known by; the answer has to come from there
   */
  public Map<String, Object> options(User user, String customerName, String browser) {
    RelyingParty party = RelyingParty.of(ring.issuerOf(user.customerId()));
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("rp", Map.of("id", party.id(), "name", customerName));
    options.put("user", person(user));
    options.put("challenge", ENCODER.encodeToString(challenges.make(bound(user.id(), browser))));
    options.put(
        "pubKeyCredParams",
        Ceremony.ALGORITHMS.stream()
            .map(one -> Map.of("type", "public-key", "alg", one.getValue()))
            .toList());
    options.put("timeout", PasskeyChallenges.VALID.toMillis());
    options.put("excludeCredentials", Descriptors.of(list(user.customerId(), user.id())));
    options.put(
        "authenticatorSelection",
        Map.of(
            "residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
    options.put("attestation", "none");
    return options;
  }

  private static Map<String, Object> person(User user) {
    String shown = user.profile().fullName();
    if (shown.isEmpty()) {
      shown = user.userName();
    }
    return Map.of(
        "id",
        ENCODER.encodeToString(UserHandle.of(user.id())),
        "name",
        user.userName(),
        "displayName",
        shown);
  }

  /**
   * Adds what the browser answered.
   *
   * @param json the credential, as {@code PublicKeyCredential.toJSON} writes it
   * @param name what the person calls it; the empty string for a plain name
   * @param browser what the browser is known by
   */
  public Result add(User user, String json, String name, String browser, Origin origin) {
    Optional<RegistrationData> data = ceremony.registration(json);
    Optional<byte[]> challenge = data.flatMap(one -> Challenged.by(one.getCollectedClientData()));
    if (challenge.isEmpty() || !challenges.genuine(challenge.get(), bound(user.id(), browser))) {
      return new NotValid();
    }
    RelyingParty party = RelyingParty.of(ring.issuerOf(user.customerId()));
    Optional<Registered> registered = ceremony.verify(data.get(), party, challenge.get());
    if (registered.isEmpty()) {
      return new NotValid();
    }
    Passkey passkey = passkey(user, party, registered.get(), plain(name));
    return store.write(tx -> add(tx, passkey, challenge.get(), origin));
  }

  private Result add(Transaction tx, Passkey passkey, byte[] challenge, Origin origin) {
    CustomerId customer = passkey.customerId();
    UserId user = passkey.userId();
    if (tx.users().lock(customer, user).isEmpty() || !challenges.use(tx, challenge)) {
      return new NotValid();
    }
    if (tx.passkeys().list(customer, user).size() >= MOST) {
      return new TooMany();
    }
    // WebAuthn, section 7.1, step 26: "Verify that the credentialId is not yet registered for any
    // user."
    try {
      tx.passkeys().add(passkey);
    } catch (AlreadyExists e) {
      return new Known();
    }
    About about = About.user(customer, user).with(Factors.detail(Method.PASSKEY));
    audit.append(tx, AuditKind.FACTOR_ADDED, AuditLog.SUCCESS, origin, about);
    return new Added(recovery.first(tx, customer, user));
  }

  private Passkey passkey(User user, RelyingParty party, Registered registered, String name) {
    return new Passkey(
        user.customerId(),
        user.id(),
        registered.id(),
        party.id(),
        registered.attested(),
        registered.signCount(),
        registered.backupEligible(),
        registered.backedUp(),
        registered.transports(),
        name,
        clock.instant(),
        null);
  }

  /** A person's passkeys, oldest first. */
  public List<Passkey> list(CustomerId customer, UserId user) {
    return store.read(tx -> tx.passkeys().list(customer, user));
  }

  /** The id of a passkey in forms and addresses. */
  public static String idText(Passkey passkey) {
    return ENCODER.encodeToString(passkey.credentialId());
  }

  /** Gives a passkey another name; false when the person has none of that id. */
  public boolean rename(CustomerId customer, UserId user, String idText, String name) {
    return id(idText)
        .map(id -> store.write(tx -> tx.passkeys().rename(customer, user, id, plain(name))))
        .orElse(false);
  }

  /** Removes a passkey; false when the person has none of that id. */
  public boolean remove(CustomerId customer, UserId user, String idText, Origin origin) {
    return id(idText)
        .map(id -> store.write(tx -> remove(tx, customer, user, id, origin)))
        .orElse(false);
  }

  private boolean remove(
      Transaction tx, CustomerId customer, UserId user, byte[] id, Origin origin) {
    if (!tx.passkeys().delete(customer, user, id)) {
      return false;
    }
    About about = About.user(customer, user).with(Factors.detail(Method.PASSKEY));
    audit.append(tx, AuditKind.FACTOR_REMOVED, AuditLog.SUCCESS, origin, about);
    Factors.forgetTheRest(tx, customer, user);
    return true;
  }

  private static Optional<byte[]> id(String text) {
    try {
      return Optional.of(DECODER.decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String plain(String name) {
    String plain = name.strip().replaceAll("\\p{Cntrl}", " ");
    if (plain.isEmpty()) {
      return "Passkey";
    }
    int length = Math.min(plain.codePointCount(0, plain.length()), LONGEST_NAME);
    return plain.substring(0, plain.offsetByCodePoints(0, length));
  }

  private static String bound(UserId user, String browser) {
    return "register\n" + user + "\n" + browser;
  }
}

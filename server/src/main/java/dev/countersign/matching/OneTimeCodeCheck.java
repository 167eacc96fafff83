package dev.countersign.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.capture.RequestPictures.Kept;
import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.OneTimeCode;
import dev.countersign.domain.User;
import dev.countersign.matching.AuthenticationRequest.Code;
import dev.countersign.notify.CustomerNotices;
import dev.countersign.store.Transaction;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Codes by mail that make up for a face a little too unlike: six digits, for five minutes, for five
 * tries, for the person and the template the face was compared with.
 */
public final class OneTimeCodeCheck {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final int TRIES = 5;
  private static final int CODES = 1_000_000;
  private static final String APPROVES = "face_authenticate";

  private final KeyEncryption encryption;
  private final CustomerNotices notices;
  private final SecureRandom random;
  private final InstantSource clock;

  public OneTimeCodeCheck(
      KeyEncryption encryption, CustomerNotices notices, SecureRandom random, InstantSource clock) {
    this.encryption = encryption;
    this.notices = notices;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A code that was told back.
   *
   * @param kept of the picture it made up for
   */
  record Approved(Kept kept) {}

  /** Mails a code; answers the reference it is asked for by. */
  String send(Transaction tx, User user, long templateVersion, Kept kept) {
    OpaqueToken reference = OpaqueToken.generate(random);
    byte[] digest = reference.digest().bytes();
    String code = "%06d".formatted(random.nextInt(CODES));
    tx.oneTimeCodes()
        .add(
            new OneTimeCode(
                digest,
                user.customerId(),
                user.id(),
                approves(templateVersion, kept),
                encryption.encrypt(code.getBytes(UTF_8), binding(user, digest)),
                TRIES,
                clock.instant().plus(TTL)));
    notices.mail(
        tx,
        user,
        "Your one time code",
        "Your code is "
            + code
            + ". It holds for 5 minutes. If you did not ask for it, do not tell it to anybody.\n");
    return reference.text();
  }

  /** What the code approves, once; absent when it is wrong, used, expired or somebody else's. */
  Optional<Approved> take(Transaction tx, User user, Code told) {
    byte[] digest = TokenDigest.of(told.reference()).bytes();
    Optional<OneTimeCode> taken =
        tx.oneTimeCodes()
            .takeTry(user.customerId(), digest, clock.instant())
            .filter(code -> code.userId().equals(user.id()));
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    byte[] code = encryption.decrypt(taken.get().sealedCode(), binding(user, digest));
    boolean right = MessageDigest.isEqual(code, told.code().strip().getBytes(UTF_8));
    long version =
        tx.faceTemplates()
            .find(user.customerId(), user.id())
            .map(template -> template.version())
            .orElse(0L);
    Optional<Approved> approved = read(taken.get().approves(), version);
    if (!right || approved.isEmpty() || !tx.oneTimeCodes().use(user.customerId(), digest)) {
      return Optional.empty();
    }
    return approved;
  }

  private static String approves(long version, Kept kept) {
    return APPROVES + "/" + version + "/" + text(kept.portrait()) + "/" + text(kept.original());
  }

  private static String text(Optional<Long> id) {
    return id.map(String::valueOf).orElse("");
  }

  private static Optional<Approved> read(String approves, long version) {
    String[] parts = approves.split("/", -1);
    if (parts.length != 4
        || !parts[0].equals(APPROVES)
        || !parts[1].equals(Long.toString(version))) {
      return Optional.empty();
    }
    return Optional.of(new Approved(new Kept(id(parts[2]), id(parts[3]))));
  }

  private static Optional<Long> id(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty()).map(Long::valueOf);
  }

  private static Binding binding(User user, byte[] digest) {
    return new Binding(
        "one_time_code",
        "sealed_code",
        user.customerId().value(),
        HexFormat.of().formatHex(digest));
  }
}

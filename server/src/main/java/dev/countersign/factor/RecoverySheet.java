package dev.countersign.factor;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Base32;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codes on paper, for when a person has none of their other factors at hand. Each has 80 random
 * bits, so that a digest is all the server keeps, and is good once.
 */
public final class RecoverySheet {
  private static final int CODES = 10;
  private static final int BYTES = 10;
  private static final int GROUP = 4;

  private final Store store;
  private final AuditLog audit;
  private final SecureRandom random;
  private final InstantSource clock;

  public RecoverySheet(Store store, AuditLog audit, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /** New codes in the place of all that the person had: to be shown once, and by nobody kept. */
  public List<String> renew(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      List<String> codes = renewed(tx, customer, user);
      About about = About.user(customer, user);
      audit.append(tx, AuditKind.RECOVERY_CODES_RENEWED, AuditLog.SUCCESS, origin, about);
      return codes;
    });
  }

  /** The codes that come with a person's first factor; empty when they have some. */
  public List<String> first(Transaction tx, CustomerId customer, UserId user) {
    if (tx.recoveryCodes().count(customer, user) > 0) {
      return List.of();
    }
    return renewed(tx, customer, user);
  }

  private List<String> renewed(Transaction tx, CustomerId customer, UserId user) {
    List<String> codes = new ArrayList<>();
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < CODES; i++) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String code = Base32.encode(bytes);
      codes.add(grouped(code));
      digests.add(digest(code));
    }
    tx.recoveryCodes().replace(customer, user, digests, clock.instant());
    return List.copyOf(codes);
  }

  /** Uses a code up; false when it is none of the person's, or was used before. */
  public boolean take(Transaction tx, CustomerId customer, UserId user, Secret told) {
    // However it was typed: in lower case, without the hyphens or with blanks.
    Optional<byte[]> bytes = Base32.decode(told.text()).filter(found -> found.length == BYTES);
    return bytes.isPresent()
        && tx.recoveryCodes().use(customer, user, digest(Base32.encode(bytes.get())));
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
  }

  private static byte[] digest(String code) {
    return TokenDigest.of("recovery:" + code).bytes();
  }
}

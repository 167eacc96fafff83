package dev.countersign.approval;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OneTimeCode;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Codes of six digits that approve one thing for one person. The code is asked for by a reference
 * that cannot be guessed, and lies encrypted: a digest of six digits would be undone by trying all.
 */
public final class OneTimeApprovals {
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final int TRIES = 5;
  private static final int CODES = 1_000_000;

  private final Store store;
  private final KeyEncryption encryption;
  private final SecureRandom random;
  private final InstantSource clock;

  public OneTimeApprovals(
      Store store, KeyEncryption encryption, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.encryption = encryption;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A code that waits to be told back.
   *
   * @param reference for the program that asked
   * @param code for the person, by mail
   */
  public record Issued(String reference, Secret code) {}

  /**
   * Makes a code.
   *
   * @param approves what telling it back approves, without anything personal
   */
  public Issued issue(Transaction tx, CustomerId customer, UserId user, String approves) {
    String reference = OpaqueToken.generate(random).text();
    Secret code = Secret.of("%06d".formatted(random.nextInt(CODES)));
    byte[] digest = TokenDigest.of(reference).bytes();
    byte[] sealed = encryption.encrypt(code.bytes(), binding(customer, digest));
    tx.oneTimeCodes()
        .add(
            new OneTimeCode(
                digest, customer, user, approves, sealed, TRIES, clock.instant().plus(VALID)));
    return new Issued(reference, code);
  }

  /**
   * Takes a code back. Every call uses up a try, the right one uses up the code.
   *
   * @return whether it is the person's code for that, unused and in time
   */
  public boolean redeem(
      CustomerId customer, UserId user, String approves, String reference, Secret code) {
    byte[] digest = TokenDigest.of(reference).bytes();
    // Committed before the code is looked at, so that guesses at once are all counted.
    Optional<OneTimeCode> taken =
        store.write(tx -> tx.oneTimeCodes().takeTry(customer, digest, clock.instant()));
    return taken
            .filter(one -> one.userId().equals(user) && one.approves().equals(approves))
            .map(one -> Secret.of(encryption.decrypt(one.sealedCode(), binding(customer, digest))))
            .filter(code::equals)
            .isPresent()
        && store.write(tx -> tx.oneTimeCodes().use(customer, digest));
  }

  private static Binding binding(CustomerId customer, byte[] digest) {
    String row = HexFormat.of().formatHex(digest);
    return new Binding("one_time_code", "sealed_code", customer.value(), row);
  }
}

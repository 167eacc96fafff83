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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

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
    Secret code = Secret.of(String.format(Locale.ROOT, "%06d", random.nextInt(CODES)));
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
    Told told = new Told(customer, user, reference, code);
    return store.write(tx -> redeem(tx, told, approves::equals)).isPresent();
  }

  /**
   * A code that was told back.
   *
   * @param customer whose person
   * @param user who told it
   * @param reference what it was asked for by
   * @param code as it was told
   */
  public record Told(CustomerId customer, UserId user, String reference, Secret code) {}

  /**
   * The same within a transaction, which has to be committed whatever follows: it holds the try
   * that was used up, and guesses at once wait for each other there.
   *
   * @param approves whether it is a code for the thing in question
   * @return what the code approves
   */
  public Optional<String> redeem(Transaction tx, Told told, Predicate<String> approves) {
    byte[] digest = TokenDigest.of(told.reference()).bytes();
    return tx.oneTimeCodes()
        .takeTry(told.customer(), digest, clock.instant())
        .filter(one -> one.userId().equals(told.user()) && approves.test(one.approves()))
        .filter(one -> told.code().equals(opened(one, digest)))
        .filter(one -> tx.oneTimeCodes().use(told.customer(), digest))
        .map(OneTimeCode::approves);
  }

  private Secret opened(OneTimeCode code, byte[] digest) {
    return Secret.of(encryption.decrypt(code.sealedCode(), binding(code.customerId(), digest)));
  }

  private static Binding binding(CustomerId customer, byte[] digest) {
    String row = HexFormat.of().formatHex(digest);
    return new Binding("one_time_code", "sealed_code", customer.value(), row);
  }
}

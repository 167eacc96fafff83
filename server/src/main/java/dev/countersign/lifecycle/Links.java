package dev.countersign.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Links that are mailed. A token is 64 random characters, which is more than 256 bits; the store
 * has its digest alone, and what the link is to do lies encrypted beside it.
 */
final class Links {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeyEncryption encryption;
  private final SecureRandom random;
  private final InstantSource clock;

  Links(KeyEncryption encryption, SecureRandom random, InstantSource clock) {
    this.encryption = encryption;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A link that was just made.
   *
   * @param token for the person, by mail and in no other way
   * @param expiresAt until when it works
   */
  record Made(String token, Instant expiresAt) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Made[" + expiresAt + "]";
    }
  }

  /** Makes a link about a person's account. */
  Made make(Transaction tx, User user, Purpose purpose, Map<String, String> payload, Duration ttl) {
    return make(
        tx,
        user.customerId(),
        Optional.of(user.id()),
        purpose,
        subject(user.customerId(), user.id().toString()),
        payload,
        ttl);
  }

  /** Makes a link, for somebody who has no account yet as well. */
  Made make(
      Transaction tx,
      CustomerId customer,
      Optional<UserId> user,
      Purpose purpose,
      byte[] subject,
      Map<String, String> payload,
      Duration ttl) {
    OpaqueToken token = OpaqueToken.generate(random);
    byte[] digest = token.digest().bytes();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(ttl);
    byte[] sealed = encryption.encrypt(json(payload), binding(customer, digest));
    tx.accountLinks()
        .add(
            new AccountLink(
                digest, customer, user.orElse(null), purpose, subject, sealed, now, expiresAt));
    return new Made(token.text(), expiresAt);
  }

  /** What the link's purpose needs. */
  Map<String, String> payload(AccountLink link) {
    byte[] json =
        encryption.decrypt(link.sealedPayload(), binding(link.customerId(), link.digest()));
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      // Without the cause, whose message may quote the payload.
      throw new IllegalStateException("The link was sealed by another release");
    }
  }

  /** The link of that token, expired or not. */
  static Optional<AccountLink> find(Transaction tx, String token) {
    return tx.accountLinks().find(TokenDigest.of(token).bytes());
  }

  /** The link of that token for as long as it works, without using it. */
  Optional<AccountLink> working(Transaction tx, String token) {
    return find(tx, token).filter(link -> !expired(link));
  }

  /** Does what a link is for, once: for whoever follows it first, and in time. */
  LinkResult follow(
      Transaction tx, Optional<AccountLink> found, Function<AccountLink, LinkResult> purpose) {
    if (found.isPresent() && expired(found.get())) {
      return new LinkResult.Expired();
    }
    return found.flatMap(link -> take(tx, link)).map(purpose).orElseGet(LinkResult.Unknown::new);
  }

  /** Uses the link up; absent when it has expired, or somebody else was first. */
  Optional<AccountLink> take(Transaction tx, AccountLink link) {
    return tx.accountLinks().take(link.digest(), clock.instant());
  }

  boolean expired(AccountLink link) {
    return !clock.instant().isBefore(link.expiresAt());
  }

  /** What another link for the same address is asked for by. */
  static byte[] address(CustomerId customer, String email) {
    return subject(customer, email.toLowerCase(Locale.ROOT));
  }

  private static byte[] subject(CustomerId customer, String what) {
    return TokenDigest.of("account link\n" + customer + "\n" + what).bytes();
  }

  private static byte[] json(Map<String, String> payload) {
    try {
      return JSON.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written as JSON", e);
    }
  }

  private static Binding binding(CustomerId customer, byte[] digest) {
    String row = HexFormat.of().formatHex(digest);
    return new Binding("account_link", "sealed_payload", customer.value(), row);
  }
}

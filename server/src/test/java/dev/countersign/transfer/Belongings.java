package dev.countersign.transfer;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.User;
import dev.countersign.domain.UserConsent;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import dev.countersign.factor.AppSecretCopies;
import dev.countersign.store.Transaction;
import dev.countersign.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What a customer and its people can have beside faces and devices, some of each. */
final class Belongings {
  /** What Bob's app was given. */
  static final Secret APP = Secret.of("12345678901234567890");

  private Belongings() {}

  /** Bob has second factors and wants to leave; Alice shares his group, and has an application. */
  static void given(TestServer server, Customer customer, User alice, User bob) {
    Instant now = server.clock().instant();
    byte[] sealed =
        new AppSecretCopies(server.core().encryption).sealed(customer.id(), bob.id(), APP);
    server
        .core()
        .store
        .write(tx -> {
          profile(tx, alice, now);
          factors(tx, bob, sealed, now);
          groups(tx, customer, alice, bob, now);
          Client client =
              new Client(
                  new ClientId(3),
                  customer.id(),
                  "The shop",
                  ClientSettings.defaults().toBuilder()
                      .redirectUris(List.of("https://shop.example.org/callback"))
                      .build(),
                  "0a".repeat(32),
                  null,
                  false,
                  now,
                  now);
          tx.clients().add(client);
          tx.userConsents()
              .put(
                  new UserConsent(
                      customer.id(),
                      alice.id(),
                      client.id(),
                      new LinkedHashSet<>(List.of("openid", "email")),
                      now));
          tx.accountDeletions()
              .add(
                  new AccountDeletion(customer.id(), bob.id(), now, now.plus(Duration.ofDays(30))));
          return true;
        });
  }

  private static void profile(Transaction tx, User alice, Instant now) {
    ProfileDetails told =
        new ProfileDetails(
            Map.of(
                ProfileField.GIVEN_NAME, "Alice",
                ProfileField.ZONEINFO, "Europe/London",
                ProfileField.STREET_ADDRESS, "1 Looking-Glass Lane\nthe garden"));
    tx.users().update(alice, alice.withProfile(alice.profile().withDetails(told)), now);
  }

  private static void factors(Transaction tx, User bob, byte[] sealed, Instant now) {
    for (byte number = 1; number <= 2; number++) {
      byte[] id = new byte[] {number, 2, 3};
      tx.passkeys()
          .add(
              new Passkey(
                  bob.customerId(),
                  bob.id(),
                  id,
                  "auth.example",
                  new byte[] {9, 8, 7},
                  number,
                  true,
                  false,
                  "internal",
                  "Bob's telephone",
                  now,
                  null));
    }
    tx.totpSecrets().put(new TotpSecret(bob.customerId(), bob.id(), sealed, 58, now, now));
    tx.recoveryCodes()
        .replace(bob.customerId(), bob.id(), List.of(digest((byte) 1), digest((byte) 2)), now);
  }

  private static byte[] digest(byte value) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, value);
    return digest;
  }

  private static void groups(Transaction tx, Customer customer, User alice, User bob, Instant now) {
    tx.groups().add(new UserGroup(customer.id(), 11, "Staff", "staff", "who works here", now));
    tx.groups().addMember(customer.id(), 11, alice.id());
    tx.groups().addMember(customer.id(), 11, bob.id());
    tx.roles().add(new UserRole(customer.id(), 21, "Auditor", "auditor", "", now));
    tx.roles().add(new UserRole(customer.id(), 22, "Porter", "porter", "", now));
    tx.roles().grantToUser(customer.id(), 21, alice.id());
    tx.roles().grantToGroup(customer.id(), 22, 11);
  }
}

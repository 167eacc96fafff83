package dev.countersign.testing;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.Scope;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sample rows, as they would be at the clock's present time; nothing is stored by making one. */
public final class Samples {
  /** When sample sessions end, counted from their beginning. */
  public static final Duration SESSION_LASTS = Duration.ofHours(8);

  private final MutableClock clock;
  private final IdSource ids;

  /** Samples dated by that clock. */
  public Samples(MutableClock clock) {
    this.clock = clock;
    this.ids = new IdSource(clock, 1);
  }

  /** An id that was not given out before. */
  public long id() {
    return ids.next();
  }

  /** A customer of that name. */
  public Customer customer(String name) {
    return new Customer(new CustomerId(id()), name, name.toLowerCase(Locale.ROOT), now());
  }

  /** A person of that name with a password (not a real hash), on no list, not enrolled. */
  public User user(CustomerId customer, String name) {
    long id = id();
    return new User(
        customer,
        new UserId(id),
        name,
        name.toLowerCase(Locale.ROOT),
        new Profile("Ann " + name, "ann@example.org", true, "5550100", "+1")
            .withDetails(new ProfileDetails(Map.of(ProfileField.LOCALITY, "Wien"))),
        "$argon2id$sample",
        1,
        User.State.ACTIVE,
        null,
        new Enrolment(
            "%032x/%032x".formatted(id, id),
            Enrolment.State.DRAFT,
            now(),
            now().plus(Duration.ofDays(1))),
        now(),
        now());
  }

  /** A generated key that may introspect tokens. */
  public ApiKey apiKey(CustomerId customer, String label) {
    return new ApiKey(
        new ApiKeyId(id()),
        customer,
        label,
        ApiKey.Kind.GENERATED,
        "0f".repeat(32),
        Set.of(Scope.TOKENS_INTROSPECT, Scope.USERS_READ),
        now());
  }

  /** A person's session with a refresh token of generation 1, on that device. */
  public Session session(User user, String deviceKey) {
    return new Session(
        new SessionId(id()),
        user.customerId(),
        new Subject.OfUser(user.id()),
        "patrons",
        "pwd",
        Set.of(),
        deviceKey,
        now(),
        now().plus(SESSION_LASTS),
        new RefreshState(new byte[] {1, 2, 3}, 1, now(), now().plus(SESSION_LASTS), false));
  }

  /** A customer's session, got with that key, without a refresh token. */
  public Session session(ApiKey key) {
    return new Session(
        new SessionId(id()),
        key.customerId(),
        new Subject.OfCustomer(key.id()),
        "face",
        "pwd",
        key.scopes(),
        null,
        now(),
        now().plus(SESSION_LASTS),
        null);
  }

  /** A confidential web application that wants to be told of sign-outs. */
  public Client client(CustomerId customer, String name) {
    ClientSettings settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of("https://app.example/cb"))
            .scopes(Set.of("openid"))
            .backchannelLogoutUri("https://app.example/logout")
            .build();
    return new Client(
        new ClientId(id()), customer, name, settings, "0f".repeat(32), null, false, now(), now());
  }

  /** What a person granted that client, as a session that ends with its parent. */
  public Session session(User user, Client client, @Nullable SessionId parent) {
    return new Session(
        new SessionId(id()),
        user.customerId(),
        new Subject.OfUser(user.id()),
        "oauth2",
        "pwd",
        Set.of(),
        null,
        now(),
        now().plus(SESSION_LASTS),
        null,
        client.id(),
        parent);
  }

  /** The client's own session. */
  public Session session(Client client) {
    return new Session(
        new SessionId(id()),
        client.customerId(),
        new Subject.OfClient(client.id()),
        "oauth2",
        "",
        Set.of(),
        null,
        now(),
        now().plus(SESSION_LASTS),
        null,
        client.id(),
        null);
  }

  /** An unconfirmed device of that person. */
  public Device device(User user, String deviceKey) {
    return new Device(
        user.customerId(), user.id(), deviceKey, "group-1", "Ann's telephone", null, now(), now());
  }

  /** A mail that is due now. */
  public OutboxMessage mail(CustomerId customer) {
    Instant giveUp = now().plus(Duration.ofDays(1));
    return new OutboxMessage(
        id(),
        customer,
        null,
        OutboxMessage.Kind.MAIL,
        new byte[] {7, 8, 9},
        0,
        now(),
        giveUp,
        now());
  }

  private Instant now() {
    return clock.instant();
  }
}

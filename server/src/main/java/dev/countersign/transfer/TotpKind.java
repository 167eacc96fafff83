package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.factor.AppSecretCopies;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people's apps for one-time codes were given. */
final class TotpKind implements RecordKind<TotpKind.App> {
  private final AppSecretCopies secrets;

  TotpKind(AppSecretCopies secrets) {
    this.secrets = secrets;
  }

  /**
   * A person's app.
   *
   * @param customer the isolation boundary
   * @param user whose it is
   * @param secret what it was given
   * @param lastStep the time step of the last code that was taken
   * @param createdAt when it was made
   * @param confirmedAt when a code of it was told back for the first time, or null
   */
  record App(
      CustomerId customer,
      UserId user,
      Secret secret,
      long lastStep,
      Instant createdAt,
      @Nullable Instant confirmedAt) {}

  @Override
  public String type() {
    return "totp";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public void each(Reading reading, Consumer<App> sink) {
    List<TotpSecret> page = reading.tx().totpSecrets().page(reading.customer(), 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(stored -> readable(reading, stored).ifPresent(sink));
      long last = page.getLast().userId().value();
      page = reading.tx().totpSecrets().page(reading.customer(), last, PAGE);
    }
  }

  private Optional<App> readable(Reading reading, TotpSecret stored) {
    try {
      return Optional.of(opened(stored));
    } catch (CannotDecrypt e) {
      reading.unreadable().accept("the one-time codes of user " + stored.userId());
      return Optional.empty();
    }
  }

  private App opened(TotpSecret stored) {
    return new App(
        stored.customerId(),
        stored.userId(),
        secrets.opened(stored),
        stored.lastStep(),
        stored.createdAt(),
        stored.confirmedAt());
  }

  @Override
  public Identity identity(App app) {
    return Identity.of(app.customer(), app.user().value());
  }

  @Override
  public void write(App app, ObjectNode open, ObjectNode secret) {
    open.put("lastStep", app.lastStep());
    open.put("createdAt", app.createdAt().toString());
    Optional.ofNullable(app.confirmedAt()).ifPresent(at -> open.put("confirmedAt", at.toString()));
    secret.put("secret", app.secret().bytes());
  }

  @Override
  public App read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    return new App(
        open.customer(),
        open.user("id"),
        Secret.of(hidden.bytes("secret")),
        open.number("lastStep"),
        open.instant("createdAt"),
        open.optionalInstant("confirmedAt").orElse(null));
  }

  @Override
  public Optional<App> find(Transaction tx, App app) {
    return tx.totpSecrets().find(app.customer(), app.user()).map(this::opened);
  }

  @Override
  public Optional<String> obstacle(Here here, App app) {
    return here.missingUser(app.customer(), app.user());
  }

  @Override
  public void store(Writing writing, App app, Optional<App> old) {
    writing
        .tx()
        .totpSecrets()
        .put(
            new TotpSecret(
                app.customer(),
                app.user(),
                secrets.sealed(app.customer(), app.user(), app.secret()),
                app.lastStep(),
                app.createdAt(),
                app.confirmedAt()));
  }
}

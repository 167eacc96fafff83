package dev.countersign.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules that more than one key takes part in. A rule is left out while a key is invalid. */
final class CrossChecks {

  private final Values values;
  private final List<String> errors = new ArrayList<>();

  CrossChecks(Values values) {
    this.values = values;
  }

  List<String> errors() {
    needs(Keys.SERVER_TLS_CERT, Keys.SERVER_TLS_KEY);
    needs(Keys.SERVER_TLS_KEY, Keys.SERVER_TLS_CERT);
    baseUrlFitsTls();
    needs(Keys.DB_USER, Keys.DB);
    needs(Keys.DB_PASSWORD, Keys.DB);
    databaseLoginOnce();
    exclude(Keys.KEYS_FILE, Keys.KEYS_VALUE);
    notLonger(Keys.KEYS_PENDING, Keys.KEYS_ROTATE_EVERY);
    notLonger(Keys.TOKENS_OPAQUE_TTL, Keys.TOKENS_OPAQUE_MAX_TTL);
    notLonger(Keys.REFRESH_GRACE, Keys.REFRESH_IDLE);
    notLonger(Keys.THROTTLE_BASE_DELAY, Keys.THROTTLE_MAX_DELAY);
    notLonger(Keys.OUTBOX_BASE_DELAY, Keys.OUTBOX_MAX_DELAY);
    needs(Keys.MAIL_HOST, Keys.MAIL_FROM);
    needs(Keys.MAIL_FROM, Keys.MAIL_HOST);
    needs(Keys.MAIL_USER, Keys.MAIL_HOST);
    needs(Keys.MAIL_USER, Keys.MAIL_PASSWORD);
    needs(Keys.MAIL_PASSWORD, Keys.MAIL_USER);
    gatewayMayBeCalled();
    return List.copyOf(errors);
  }

  private void needs(Key<?> key, Key<?> other) {
    if (allValid(key, other) && values.isSet(key) && !values.isSet(other)) {
      errors.add("%s needs %s, which is not set".formatted(values.describe(key), other.name()));
    }
  }

  private void exclude(Key<?> one, Key<?> other) {
    if (allValid(one, other) && values.isSet(one) && values.isSet(other)) {
      errors.add(
          "%s and %s exclude each other; remove one"
              .formatted(values.describe(one), values.describe(other)));
    }
  }

  private void notLonger(Key<Duration> shorter, Key<Duration> longer) {
    if (allValid(shorter, longer) && values.get(shorter).compareTo(values.get(longer)) > 0) {
      errors.add(
          "%s must not be longer than %s"
              .formatted(values.describe(shorter), values.describe(longer)));
    }
  }

  // Clients would be sent to a port that does not speak their protocol. Without certificate the
  // base URL may well be https: a proxy in front then ends the encryption.
  private void baseUrlFitsTls() {
    if (!allValid(Keys.SERVER_TLS_CERT, Keys.SERVER_BASE_URL)
        || !values.isSet(Keys.SERVER_TLS_CERT)) {
      return;
    }
    boolean plain =
        values.get(Keys.SERVER_BASE_URL).filter(url -> "http".equals(url.getScheme())).isPresent();
    if (plain) {
      errors.add(
          "%s must begin with https because server.tls-cert is set"
              .formatted(values.describe(Keys.SERVER_BASE_URL)));
    }
  }

  // Otherwise every text message would be given up, long after the start.
  private void gatewayMayBeCalled() {
    if (!allValid(Keys.OUTBOX_SMS_URL, Keys.OUTGOING_ALLOW_HTTP)
        || values.get(Keys.OUTGOING_ALLOW_HTTP)) {
      return;
    }
    if (values.get(Keys.OUTBOX_SMS_URL).filter(url -> "http".equals(url.getScheme())).isPresent()) {
      errors.add(
          "%s begins with http and needs outgoing.allow-http: true; or use https"
              .formatted(values.describe(Keys.OUTBOX_SMS_URL)));
    }
  }

  private void databaseLoginOnce() {
    if (!allValid(Keys.DB, Keys.DB_USER, Keys.DB_PASSWORD) || !values.isSet(Keys.DB)) {
      return;
    }
    PostgresUrl url = values.get(Keys.DB).orElseThrow();
    if (url.user().isPresent()) {
      excludeInUrl(Keys.DB_USER);
    }
    if (url.password().isPresent()) {
      excludeInUrl(Keys.DB_PASSWORD);
    }
  }

  private void excludeInUrl(Key<?> key) {
    if (values.isSet(key)) {
      errors.add(
          "%s and %s both give it; remove one"
              .formatted(values.describe(key), values.describe(Keys.DB)));
    }
  }

  private boolean allValid(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (!values.valid(key)) {
        return false;
      }
    }
    return true;
  }
}

package dev.countersign.account;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person signs in with beside the password, without what would let others in. */
final class OwnFactors {
  private OwnFactors() {}

  static Map<String, Object> of(Transaction tx, CustomerId customer, UserId user) {
    Map<String, Object> factors = new LinkedHashMap<>();
    factors.put(
        "passkeys", tx.passkeys().list(customer, user).stream().map(OwnFactors::passkey).toList());
    Optional<TotpSecret> app = tx.totpSecrets().find(customer, user).filter(TotpSecret::confirmed);
    factors.put("app_for_codes_since", app.map(one -> time(one.confirmedAt())).orElse(""));
    factors.put("recovery_codes_left", tx.recoveryCodes().count(customer, user));
    factors.put("remembered_browsers", tx.rememberedBrowsers().count(customer, user));
    return factors;
  }

  private static Map<String, Object> passkey(Passkey passkey) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", passkey.name());
    one.put("made_for", passkey.rpId());
    one.put("backed_up", passkey.backedUp());
    one.put("added_at", time(passkey.createdAt()));
    one.put("last_used_at", time(passkey.lastUsedAt()));
    return one;
  }

  /** The empty string where it has not happened. */
  private static String time(@Nullable Instant instant) {
    return Optional.ofNullable(instant).map(Instant::toString).orElse("");
  }
}

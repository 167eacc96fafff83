package dev.countersign.factor;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;

/** What an operator can do about a person's factors: look, and take them all away. */
public final class FactorAdministration {
  private final Store store;
  private final FactorRegister register;
  private final AuditLog audit;

  public FactorAdministration(Store store, FactorRegister register, AuditLog audit) {
    this.store = store;
    this.register = register;
    this.audit = audit;
  }

  /**
   * A person's factors.
   *
   * @param passkeys oldest first
   * @param app what the person's app was given, once it is confirmed
   * @param recoveryCodes how many are left
   * @param rememberedBrowsers how many
   * @param demanded whether a password alone does not sign the person in
   */
  public record Overview(
      List<Passkey> passkeys,
      Optional<TotpSecret> app,
      int recoveryCodes,
      int rememberedBrowsers,
      boolean demanded) {
    /** Keeps an unmodifiable copy. */
    public Overview {
      passkeys = List.copyOf(passkeys);
    }
  }

  /** The person's factors. */
  public Overview of(CustomerId customer, UserId user) {
    return store.read(tx -> of(tx, customer, user));
  }

  private Overview of(Transaction tx, CustomerId customer, UserId user) {
    return new Overview(
        tx.passkeys().list(customer, user),
        tx.totpSecrets().find(customer, user).filter(TotpSecret::confirmed),
        tx.recoveryCodes().count(customer, user),
        tx.rememberedBrowsers().count(customer, user),
        register.demanded(tx, customer, user));
  }

  /** Whether a password alone does not sign the person in. */
  public boolean demanded(CustomerId customer, UserId user) {
    return store.read(tx -> register.demanded(tx, customer, user));
  }

  /** Makes the person's recovery codes worthless; false when there are none. */
  public boolean removeRecoveryCodes(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      if (tx.recoveryCodes().count(customer, user) == 0) {
        return false;
      }
      tx.recoveryCodes().deleteOfUser(customer, user);
      removed(tx, customer, user, "recovery_codes", origin);
      return true;
    });
  }

  /** Has every browser ask the person for a second factor again; false when each did. */
  public boolean forgetBrowsers(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      if (tx.rememberedBrowsers().deleteOfUser(customer, user) == 0) {
        return false;
      }
      removed(tx, customer, user, "remembered_browsers", origin);
      return true;
    });
  }

  private void removed(
      Transaction tx, CustomerId customer, UserId user, String what, Origin origin) {
    About about = About.user(customer, user).with("{\"factor\":\"" + what + "\"}");
    audit.append(tx, AuditKind.FACTOR_REMOVED, AuditLog.SUCCESS, origin, about);
  }

  /**
   * Takes every factor away but the password, for a person who lost them, and ends their sessions:
   * whoever has the lost ones is out.
   *
   * @return how many sessions ended
   * @throws NotFound when there is no such person
   */
  public int reset(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      if (tx.users().lock(customer, user).isEmpty()) {
        throw new NotFound("the user");
      }
      tx.passkeys().deleteOfUser(customer, user);
      tx.totpSecrets().delete(customer, user);
      tx.recoveryCodes().deleteOfUser(customer, user);
      tx.rememberedBrowsers().deleteOfUser(customer, user);
      int ended = tx.sessions().endOfUser(customer, user, null);
      About about = About.user(customer, user);
      audit.append(tx, AuditKind.FACTORS_RESET, AuditLog.SUCCESS, origin, about);
      return ended;
    });
  }
}

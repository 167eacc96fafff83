package dev.countersign.factor;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;

/** What all second factors have in common. */
public final class Factors {
  private Factors() {}

  /** What the audit trail tells of a factor. */
  public static String detail(Method method) {
    return "{\"factor\":\"" + method.text() + "\"}";
  }

  /**
   * Inside the transaction that removed a factor: browsers that showed one are strangers again, and
   * the codes on paper, which stand in for a factor, go with the last.
   */
  public static void forgetTheRest(Transaction tx, CustomerId customer, UserId user) {
    tx.rememberedBrowsers().deleteOfUser(customer, user);
    boolean app = tx.totpSecrets().find(customer, user).filter(TotpSecret::confirmed).isPresent();
    if (!app && tx.passkeys().list(customer, user).isEmpty()) {
      tx.recoveryCodes().deleteOfUser(customer, user);
    }
  }
}

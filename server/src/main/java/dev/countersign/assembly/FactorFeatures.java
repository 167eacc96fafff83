package dev.countersign.assembly;

import dev.countersign.factor.AppCodes;
import dev.countersign.factor.BrowserMemory;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.factor.FactorRegister;
import dev.countersign.factor.MailCodes;
import dev.countersign.factor.RecoverySheet;
import dev.countersign.passkey.Passkeys;
import dev.countersign.signin.WaitingSignIns;

/** Second factors and passkeys, on the features of the core. */
public final class FactorFeatures {
  public final FactorRegister register;
  public final FactorAdministration administration;
  public final RecoverySheet recovery;
  public final AppCodes apps;
  public final MailCodes mails;
  public final BrowserMemory memory;
  public final Passkeys passkeys;
  public final WaitingSignIns waiting;

  FactorFeatures(Core core) {
    register = new FactorRegister(core.customerSettings, core.messages.codes);
    administration = new FactorAdministration(core.store, register, core.audit);
    recovery = new RecoverySheet(core.store, core.audit, core.random, core.clock);
    apps = new AppCodes(core.store, core.encryption, recovery, core.audit, core.random, core.clock);
    mails = new MailCodes(core.approvals, core.messages.codes);
    memory = new BrowserMemory(core.customerSettings, core.random, core.clock);
    passkeys =
        Passkeys.of(
            core.store, core.ring, core.encryption, recovery, core.audit, core.random, core.clock);
    waiting = new WaitingSignIns(core.store, register, mails, memory, core.random, core.clock);
  }
}

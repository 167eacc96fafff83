package dev.countersign.assembly;

import dev.countersign.keys.Signers;
import dev.countersign.logout.SignedLogoutTokens;
import dev.countersign.notify.CallbackSecretAdministration;
import dev.countersign.notify.CallbackSecrets;
import dev.countersign.notify.CallbackSender;
import dev.countersign.notify.CodeMail;
import dev.countersign.notify.Delivery;
import dev.countersign.notify.DeliveryLog;
import dev.countersign.notify.LogoutSender;
import dev.countersign.notify.Notifications;
import dev.countersign.notify.RefusedCalls;
import dev.countersign.notify.SmtpMailer;
import dev.countersign.notify.TestMessages;
import javax.net.ssl.SSLContext;

/** The features about mails, callbacks and logout notices, on those of the core. */
public final class MessageFeatures {
  public final CallbackSecrets callbackSecrets;
  public final CallbackSecretAdministration callbackSecretAdministration;
  public final Delivery delivery;
  public final Notifications notifications;
  public final CodeMail codes;
  public final DeliveryLog log;
  public final TestMessages tests;

  MessageFeatures(Core core, SSLContext tls) {
    callbackSecrets = new CallbackSecrets(core.store, core.encryption, core.random);
    callbackSecretAdministration =
        new CallbackSecretAdministration(core.store, callbackSecrets, core.audit);
    RefusedCalls refused = new RefusedCalls(core.store, core.audit);
    Signers signers = new Signers(core.ring, core.signingKeys);
    SignedLogoutTokens logouts =
        new SignedLogoutTokens(core.store, core.ring, signers, core.random, core.clock);
    var settings = core.configuration.outbox();
    delivery =
        new Delivery(
            core.store,
            new SmtpMailer(core.configuration.mail(), core.encryption, tls),
            new CallbackSender(
                core.http,
                callbackSecrets,
                core.customerSettings,
                core.encryption,
                refused,
                core.clock),
            new LogoutSender(core.http, logouts, core.customerSettings, core.encryption, refused),
            core.audit,
            core.clock,
            core.random,
            settings,
            core.registry);
    notifications =
        new Notifications(core.encryption, core.ids, core.clock, settings, delivery::wake);
    codes = new CodeMail(notifications, core.configuration.mail().isPresent(), core.clock);
    log = new DeliveryLog(core.store, notifications, core.audit, core.clock);
    tests = new TestMessages(core.store, notifications, core.audit, core.clock);
  }
}

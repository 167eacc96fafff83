package dev.countersign.assembly;

import dev.countersign.client.ClientAdministration;
import dev.countersign.client.ClientAuthentication;
import dev.countersign.client.ClientKeys;
import dev.countersign.client.ClientRegistration;
import dev.countersign.client.RegistrationAccess;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.CustomerId;

/** The features about clients, on those of the core. */
public final class ClientFeatures {
  public final ClientAdministration administration;
  public final ClientKeys keys;
  public final ClientAuthentication authentication;
  public final RegistrationAccess registrationAccess;
  public final ClientRegistration registration;

  ClientFeatures(Core core) {
    administration =
        new ClientAdministration(
            core.store,
            core.http,
            core.customerSettings,
            core.audit,
            core.ids,
            core.random,
            core.clock,
            (customer, algorithm) -> publish(core, customer, algorithm));
    keys = new ClientKeys(core.http, core.customerSettings, core.clock);
    authentication = new ClientAuthentication(core.store, keys, core.ring, core.clock);
    registrationAccess =
        new RegistrationAccess(core.store, core.gate, core.tokenFeatures.grants.gate);
    registration = new ClientRegistration(administration, core.tokenFeatures.grants.resources);
  }

  /** Before the first start there is no issuer yet; its keys are made when they are needed. */
  private static void publish(Core core, CustomerId customer, SigningAlgorithm algorithm) {
    if (!core.ring.issuers().isEmpty()) {
      core.tokenFeatures.signers.of(core.ring.issuerOf(customer), algorithm);
    }
  }
}

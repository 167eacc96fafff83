package dev.countersign.assembly;

import dev.countersign.authorization.Authorization;
import dev.countersign.authorization.Flows;
import dev.countersign.authorization.Person;
import dev.countersign.authorization.RegisteredSignatures;
import dev.countersign.consent.ConsentDecisions;
import dev.countersign.logout.LogoutRelay;
import dev.countersign.logout.RelyingPartyLogout;
import dev.countersign.token.Codes;
import dev.countersign.token.IdTokenHints;
import dev.countersign.token.Subjects;

/** What applications send people's browsers here for: authorization and sign-out. */
public final class AuthorizationFeatures {
  public final ConsentDecisions consents;
  public final Flows flows;
  public final Authorization authorization;
  public final LogoutRelay logoutRelay;
  public final RelyingPartyLogout logout;

  AuthorizationFeatures(Core core) {
    consents = new ConsentDecisions(core.store, core.audit, core.clock);
    flows = new Flows(core.store, core.random, core.clock);
    Subjects subjects = core.tokenFeatures.subjects;
    authorization =
        new Authorization(
            core.store,
            core.ring,
            new RegisteredSignatures(core.clients.keys),
            flows,
            core.begunRequests,
            consents,
            subjects,
            person -> holdsFactor(core, person),
            new Codes(core.store, core.random, core.clock),
            core.random,
            core.clock);
    logoutRelay = new LogoutRelay(core.store, core.messages.notifications);
    logout =
        new RelyingPartyLogout(
            core.store,
            new IdTokenHints(core.ring, core.clock),
            subjects,
            core.audit,
            logoutRelay::relay);
  }

  private static boolean holdsFactor(Core core, Person person) {
    return core.store.read(tx ->
        tx.users()
            .byId(person.customer(), person.user())
            .filter(user -> !core.factors.register.methods(tx, user).isEmpty())
            .isPresent());
  }
}

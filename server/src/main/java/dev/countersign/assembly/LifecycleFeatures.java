package dev.countersign.assembly;

import dev.countersign.audit.AuditReview;
import dev.countersign.audit.Tally;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.group.Administrators;
import dev.countersign.group.GroupAdministration;
import dev.countersign.group.GroupClaims;
import dev.countersign.group.RoleAdministration;
import dev.countersign.group.ServerOperators;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.lifecycle.Webhooks;
import dev.countersign.session.SessionAdministration;

/** The features about the life of accounts, and about groups and roles, on those of the core. */
public final class LifecycleFeatures {
  public final Lifecycle accounts;
  public final GroupAdministration groups;
  public final RoleAdministration roles;
  public final Administrators administrators;
  public final ServerOperators operators;
  public final AdministratorProtection protection;
  public final GroupClaims claims;
  public final SessionAdministration sessions;
  public final AuditReview auditReview;
  public final Tally tally;

  LifecycleFeatures(Core core) {
    accounts =
        new Lifecycle(
            new Lifecycle.Needs(
                core.store,
                core.users,
                core.customerSettings,
                core.messages.notifications,
                core.ring,
                core.encryption,
                core.erasure,
                core.hasher,
                core.pool,
                core.audit,
                core.random,
                core.clock));
    groups = new GroupAdministration(core.store, core.audit, core.ids, core.clock);
    roles = new RoleAdministration(core.store, core.audit, core.ids, core.clock);
    administrators = new Administrators(roles, groups);
    operators = new ServerOperators(core.store, core.audit, core.clock);
    protection = new AdministratorProtection(administrators, operators);
    claims = new GroupClaims(core.store);
    sessions = new SessionAdministration(core.store, core.audit, core.clock);
    auditReview = new AuditReview(core.store);
    tally = new Tally(core.store, core.clock);
    core.housekeeping.add((tx, now, limit) ->
        tally.sweep(tx, now.minus(core.configuration.audit().retention()), limit));
    Webhooks webhooks = new Webhooks(core.customerSettings, core.messages.notifications);
    core.audit.tell((tx, event) -> {
      webhooks.appended(tx, event);
      accounts.notices().appended(tx, event);
    });
    core.messages.delivery.add(Kind.TASK, accounts.tasks());
    core.housekeeping.add(accounts::sweep);
  }
}

package dev.countersign.http.admin;

import dev.countersign.assembly.Core;
import dev.countersign.http.ApiGate;
import dev.countersign.http.Endpoint;
import dev.countersign.keys.SealingKeys;
import java.util.List;

/** The calls of the management API. */
public final class AdminEndpoints {
  private AdminEndpoints() {}

  /** All of them, on those features. */
  public static List<Endpoint> of(Core core) {
    AdminDialect dialect = new AdminDialect();
    var lifecycle = core.lifecycle;
    AdministratorGuard guard = new AdministratorGuard(lifecycle.protection);
    ApiGate gate =
        new ApiGate(
            dialect,
            core.gate,
            new OAuthPrograms(core.tokenFeatures.grants.gate, lifecycle.administrators));
    AdminCalls calls = new AdminCalls(dialect, gate, guard, core.customers, core.pool);
    return List.of(
        new CustomerCalls(calls, core.customers),
        new ApiKeyCalls(calls, core.apiKeys),
        new UserCalls(calls, core.users, lifecycle.accounts.invitations()),
        new UserActCalls(calls, core.users, lifecycle.accounts, core.erasure),
        new SessionCalls(calls, core.users, lifecycle.sessions, core.devices),
        new FactorCalls(calls, core.users, core.factors.administration),
        new GroupCalls(calls, guard, lifecycle.groups, core.users),
        new RoleCalls(calls, guard, lifecycle.roles, lifecycle.groups, core.users),
        new ClientCalls(calls, core.clients.administration),
        new SettingsCalls(calls, core.customerSettings),
        new SigningKeyCalls(calls, core.ring, core.signingKeys),
        new FaceKeyCalls(
            calls,
            core.customers,
            core.backgroundRenewals,
            core.backgroundEpochChange,
            new SealingKeys(core.store, core.encryption)),
        new OperatorCalls(calls, lifecycle.operators),
        new ExportCalls(calls, guard, core.transfer.backgroundExports, core.customers),
        new ImportCalls(
            calls, core.transfer.backgroundImports, core.configuration.server().maxUpload()),
        new AuditCalls(calls, lifecycle.auditReview));
  }
}

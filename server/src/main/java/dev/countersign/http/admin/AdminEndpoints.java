package dev.countersign.http.admin;

import dev.countersign.assembly.Core;
import dev.countersign.http.ApiGate;
import dev.countersign.http.Endpoint;
import java.util.List;
import java.util.Optional;

/** The calls of the management API. */
public final class AdminEndpoints {
  private static final ApiGate.Answer UNKNOWN =
      new ApiGate.Answer.Refused(
          "The access token is unknown, expired or of another kind", Optional.empty());

  private AdminEndpoints() {}

  /** All of them, on those features. */
  public static List<Endpoint> of(Core core) {
    AdminDialect dialect = new AdminDialect();
    ApiGate gate = new ApiGate(dialect, core.gate, (exchange, token, dpop) -> UNKNOWN);
    AdminCalls calls = new AdminCalls(dialect, gate, core.customers, core.pool);
    var lifecycle = core.lifecycle;
    return List.of(
        new CustomerCalls(calls, core.customers),
        new ApiKeyCalls(calls, core.apiKeys),
        new UserCalls(calls, core.users, lifecycle.accounts.invitations()),
        new UserActCalls(calls, core.users, lifecycle.accounts, core.erasure),
        new SessionCalls(calls, core.users, lifecycle.sessions, core.devices),
        new GroupCalls(calls, lifecycle.groups, core.users),
        new RoleCalls(calls, lifecycle.roles, lifecycle.groups, core.users),
        new ClientCalls(calls, core.clients.administration),
        new SettingsCalls(calls, core.customerSettings),
        new SigningKeyCalls(calls, core.ring, core.signingKeys),
        new AuditCalls(calls, lifecycle.auditReview));
  }
}

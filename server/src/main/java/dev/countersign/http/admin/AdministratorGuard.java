package dev.countersign.http.admin;

import dev.countersign.domain.Scope;
import dev.countersign.domain.UserRole;
import dev.countersign.group.Administrators;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.RequestRefused;

/**
 * Keeps those who may do a part of what an administrator may from becoming one: by deciding who has
 * the role, or by taking over the account of somebody who has it.
 */
final class AdministratorGuard {
  private final Administrators administrators;
  private final ServerOperators operators;

  AdministratorGuard(Administrators administrators, ServerOperators operators) {
    this.administrators = administrators;
    this.operators = operators;
  }

  /** Before the account of the person in the path is touched. */
  void account(AdminRequest request) {
    if (!request.caller().operator() && operators.include(request.customer(), request.userId())) {
      throw new RequestRefused(
          Failure.of(Kind.SCOPE_MISSING, "The user operates the server: only operators act on it"));
    }
    if (administrators.include(request.customer(), request.userId())) {
      requireEverything(request);
    }
  }

  /** Before that role is changed, given or taken. */
  void role(AdminRequest request, UserRole role) {
    if (Administrators.have(role)) {
      requireEverything(request);
    }
  }

  /** Before a role gets that name. */
  void roleName(AdminRequest request, String name) {
    if (Administrators.haveNamed(name)) {
      requireEverything(request);
    }
  }

  /** Before somebody is put into the group of the path or taken out, or it is removed. */
  void group(AdminRequest request) {
    if (administrators.includeGroup(request.customer(), request.id("group"))) {
      requireEverything(request);
    }
  }

  private static void requireEverything(AdminRequest request) {
    if (!request.caller().covers(Scope.all())) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "This is about an administrator of the customer: send a token with every scope of the"
                  + " API"));
    }
  }
}

package dev.countersign.http.admin;

import dev.countersign.domain.UserRole;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.group.AdministratorProtection.Reserved;
import dev.countersign.group.AdministratorProtection.Rights;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.RequestRefused;
import java.util.Optional;

/** Words what the protection of administrators refuses. */
final class AdministratorGuard {
  private final AdministratorProtection protection;

  AdministratorGuard(AdministratorProtection protection) {
    this.protection = protection;
  }

  /** Before the account of the person in the path is touched. */
  void account(AdminRequest request) {
    require(protection.account(rights(request), request.customer(), request.userId()));
  }

  /** Before everything of the customer is touched at once. */
  void everything(AdminRequest request) {
    if (!rights(request).everything()) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "This is about everything of the customer: send a token with every scope of the"
                  + " API"));
    }
  }

  /** Before that role is changed, given or taken. */
  void role(AdminRequest request, UserRole role) {
    require(AdministratorProtection.role(rights(request), role));
  }

  /** Before a role gets that name. */
  void roleName(AdminRequest request, String name) {
    require(AdministratorProtection.roleName(rights(request), name));
  }

  /** Before somebody is put into the group of the path or taken out, or it is removed. */
  void group(AdminRequest request) {
    require(protection.group(rights(request), request.customer(), request.id("group")));
  }

  private static Rights rights(AdminRequest request) {
    return Rights.ofProgram(request.caller().operator(), request.caller().scopes());
  }

  private static void require(Optional<Reserved> reserved) {
    if (reserved.isPresent()) {
      throw new RequestRefused(Failure.of(Kind.SCOPE_MISSING, message(reserved.get())));
    }
  }

  private static String message(Reserved reserved) {
    return switch (reserved) {
      case FOR_OPERATORS -> "The user operates the server: only operators act on it";
      case FOR_ADMINISTRATORS ->
          "This is about an administrator of the customer: send a token with every scope of the"
              + " API";
    };
  }
}

package dev.countersign.http.dialect.face;

import dev.countersign.domain.User;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.group.AdministratorProtection.Reserved;
import dev.countersign.group.AdministratorProtection.Rights;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.RequestRefused;
import dev.countersign.user.UserAdministration;
import java.util.Optional;

/** The people whose accounts a call changes. */
record FaceAccounts(UserAdministration users, AdministratorProtection protection) {
  /** The person the request names, whose account the caller may change. */
  User changed(FaceRequest request) {
    User user = FaceUsers.named(users, request);
    require(request, user);
    return user;
  }

  /** The same of somebody who is known already: what is added to an account signs in to it. */
  void require(FaceRequest request, User user) {
    Optional<Reserved> reserved = reserved(request, user);
    if (reserved.isPresent()) {
      throw new RequestRefused(Failure.of(Kind.SCOPE_MISSING, message(reserved.get())));
    }
  }

  /** Whether the caller may have what lets whoever has it add a face to that account. */
  boolean mayEnrol(FaceRequest request, User user) {
    return reserved(request, user).isEmpty();
  }

  private Optional<Reserved> reserved(FaceRequest request, User user) {
    return protection.account(
        Rights.ofProgram(false, request.scopes()), user.customerId(), user.id());
  }

  private static String message(Reserved reserved) {
    return switch (reserved) {
      case FOR_OPERATORS ->
          "The user operates the server: change the account in the console or on the server";
      case FOR_ADMINISTRATORS ->
          "The user administers the customer: use a key with every scope of the API";
    };
  }
}

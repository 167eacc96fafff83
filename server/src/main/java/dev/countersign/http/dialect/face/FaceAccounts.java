package dev.countersign.http.dialect.face;

import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.group.Administrators;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.RequestRefused;
import dev.countersign.user.UserAdministration;

/** The people whose accounts a call changes. */
record FaceAccounts(
    UserAdministration users, Administrators administrators, ServerOperators operators) {
  /**
   * The person the request names. Whoever changed an administrator's address could take over the
   * account with it: that is for those who may do everything themselves.
   */
  User changed(FaceRequest request) {
    User user = FaceUsers.named(users, request);
    require(request, user);
    return user;
  }

  /** The same of somebody who is known already: what is added to an account signs in to it. */
  void require(FaceRequest request, User user) {
    if (operators.include(user.customerId(), user.id())) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "The user operates the server: change the account in the console or on the server"));
    }
    if (administrators.include(user.customerId(), user.id())
        && !request.scopes().containsAll(Scope.all())) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "The user administers the customer: use a key with every scope of the API"));
    }
  }

  /** Whether the caller may have what lets whoever has it add a face to that account. */
  boolean mayEnrol(FaceRequest request, User user) {
    boolean operator = operators.include(user.customerId(), user.id());
    boolean administrator = administrators.include(user.customerId(), user.id());
    return !operator && (!administrator || request.scopes().containsAll(Scope.all()));
  }
}

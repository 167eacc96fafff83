package dev.countersign.http.admin;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.privacy.Erasure;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every act on an account that the command line knows. */
final class UserActCalls implements Endpoint {
  private static final String USER = "/users/{user}";
  private static final int ACCEPTED = 202;

  private final AdminCalls calls;
  private final UserAdministration users;
  private final Lifecycle accounts;
  private final Erasure erasure;

  UserActCalls(AdminCalls calls, UserAdministration users, Lifecycle accounts, Erasure erasure) {
    this.calls = calls;
    this.users = users;
    this.accounts = accounts;
    this.erasure = erasure;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        act("/disable", one -> users.disable(one.customer(), one.userId(), one.origin())),
        act("/enable", one -> users.enable(one.customer(), one.userId(), one.origin())),
        act("/blacklist", one -> users.blacklist(one.customer(), one.userId(), one.origin())),
        act("/whitelist", one -> users.whitelist(one.customer(), one.userId(), one.origin())),
        act(
            "/vouch-for-email",
            one -> accounts.verification().vouch(one.customer(), one.userId(), one.origin())),
        mail(
            "/verify-email",
            one -> accounts.verification().mail(one.customer(), one.userId(), one.origin())),
        mail(
            "/reset-password",
            one -> accounts.forgottenPassword().mail(one.customer(), one.userId(), one.origin())),
        mail(
            "/invite",
            one -> accounts.invitations().again(one.customer(), one.userId(), one.origin())),
        calls.post(USER + "/change-email", Scope.USERS_WRITE, this::changeEmail),
        calls.post(USER + "/password", Scope.USERS_WRITE, this::password),
        calls.get(USER + "/deletion", Scope.USERS_READ, this::planned),
        calls.act(USER + "/deletion", Scope.USERS_WRITE, this::plan),
        calls.delete(USER + "/deletion", Scope.USERS_WRITE, this::restore),
        calls.delete(USER + "/face", Scope.USERS_WRITE, this::eraseFace),
        calls.get("/erasure-receipts", Scope.USERS_READ, this::receipts));
  }

  private Route act(String path, Function<AdminRequest, User> act) {
    return calls.act(
        USER + path, Scope.USERS_WRITE, request -> Reply.json(200, Shown.user(act.apply(request))));
  }

  /** What is mailed has not arrived yet. */
  private Route mail(String path, Function<AdminRequest, User> act) {
    return calls.act(
        USER + path,
        Scope.USERS_WRITE,
        request -> Reply.json(ACCEPTED, Shown.user(act.apply(request))));
  }

  private Reply changeEmail(AdminRequest request) {
    String email = request.body("email").text("email");
    User user =
        accounts
            .addressChange()
            .request(request.customer(), request.userId(), email, request.origin());
    return Reply.json(ACCEPTED, Shown.user(user));
  }

  private Reply password(AdminRequest request) {
    Secret password = Secret.of(request.body("password").password("password"));
    return calls.hashing(() ->
        Reply.json(
            200,
            Shown.user(
                users.setPassword(
                    request.customer(), request.userId(), password, request.origin()))));
  }

  private Reply planned(AdminRequest request) {
    AccountDeletion deletion =
        accounts
            .departures()
            .planned(request.customer(), request.userId())
            .orElseThrow(() -> new NotFound("a planned deletion of the account"));
    return Reply.json(200, Shown.deletion(deletion));
  }

  private Reply plan(AdminRequest request) {
    Optional<AccountDeletion> planned =
        accounts.departures().plan(request.customer(), request.userId(), request.origin());
    return planned
        .map(deletion -> Reply.json(ACCEPTED, Shown.deletion(deletion)))
        .orElseGet(AdminCalls::nothing);
  }

  private Reply restore(AdminRequest request) {
    User user =
        accounts.departures().restore(request.customer(), request.userId(), request.origin());
    return Reply.json(200, Shown.user(user));
  }

  private Reply eraseFace(AdminRequest request) {
    User user = request.user(users);
    ErasureReceipt receipt = erasure.face(user.customerId(), user.id(), request.origin());
    return Reply.json(200, Shown.receipt(receipt));
  }

  private Reply receipts(AdminRequest request) {
    return AdminCalls.page(
        erasure.receipts(request.customer(), request.afterNumber(), request.limit()),
        request.limit(),
        Shown::receipt,
        receipt -> Long.toString(receipt.id()));
  }
}

package dev.countersign.http.admin;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.Invitations;
import dev.countersign.user.NewUser;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import java.util.List;
import java.util.Optional;

/** Users: listed, made, looked at, changed, deleted. */
final class UserCalls implements Endpoint {
  private static final int CREATED = 201;

  private final AdminCalls calls;
  private final UserAdministration users;
  private final Invitations invitations;

  UserCalls(AdminCalls calls, UserAdministration users, Invitations invitations) {
    this.calls = calls;
    this.users = users;
    this.invitations = invitations;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/users", Scope.USERS_READ, this::list),
        calls.post("/users", Scope.USERS_WRITE, this::create),
        calls.get("/users/{user}", Scope.USERS_READ, this::show),
        calls.patch("/users/{user}", Scope.USERS_WRITE, this::update),
        calls.delete("/users/{user}", Scope.USERS_WRITE, this::delete));
  }

  private Reply list(AdminRequest request) {
    Optional<String> name = request.exchange().query("userName");
    if (name.isPresent()) {
      List<User> named = users.find(request.customer(), name.get()).stream().toList();
      return AdminCalls.list(named, Shown::user);
    }
    return AdminCalls.page(
        users.list(request.customer(), request.after(), request.limit()),
        request.limit(),
        Shown::user,
        User::userNameKey);
  }

  private Reply create(AdminRequest request) {
    JsonBody body =
        request.body(
            "userName",
            "fullName",
            "email",
            "phoneNumber",
            "countryCode",
            UserDetails.MEMBER,
            "password",
            "invite");
    String name = body.text("userName");
    Profile profile = profile(body);
    if (body.flag("invite").orElse(false)) {
      User invited = invitations.invite(request.customer(), name, profile, request.origin());
      return Reply.json(CREATED, Shown.user(invited));
    }
    Optional<Secret> password = body.optionalText("password", Integer.MAX_VALUE).map(Secret::of);
    NewUser wanted = new NewUser(name, profile, password);
    return calls.hashing(() ->
        Reply.json(
            CREATED, Shown.user(users.create(request.customer(), wanted, request.origin()))));
  }

  private static Profile profile(JsonBody body) {
    return new Profile(
        body.optionalText("fullName").orElse(""),
        body.optionalText("email").orElse(""),
        false,
        body.optionalText("phoneNumber").orElse(""),
        body.optionalText("countryCode").orElse(""),
        new ProfileDetails(UserDetails.read(body)));
  }

  private Reply show(AdminRequest request) {
    return Reply.json(200, Shown.user(request.user(users)));
  }

  private Reply update(AdminRequest request) {
    JsonBody body =
        request.body("userName", "fullName", "email", "phoneNumber", UserDetails.MEMBER);
    UserChange change =
        new UserChange(
            body.optionalText("userName"),
            body.optionalText("fullName"),
            body.optionalText("email"),
            body.optionalText("phoneNumber"),
            false,
            UserDetails.read(body));
    User changed = users.update(request.customer(), request.userId(), change, request.origin());
    return Reply.json(200, Shown.user(changed));
  }

  private Reply delete(AdminRequest request) {
    return AdminCalls.nothing(
        users.delete(request.customer(), request.userId(), request.origin()), "user");
  }
}

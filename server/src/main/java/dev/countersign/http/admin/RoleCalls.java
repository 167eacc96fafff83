package dev.countersign.http.admin;

import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.group.GroupAdministration;
import dev.countersign.group.RoleAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles and who has them. */
final class RoleCalls implements Endpoint {
  private static final int CREATED = 201;
  private static final String ROLE = "/roles/{role}";
  private static final String USER = ROLE + "/users/{user}";
  private static final String GROUP = ROLE + "/groups/{group}";

  private final AdminCalls calls;
  private final AdministratorGuard guard;
  private final RoleAdministration roles;
  private final GroupAdministration groups;
  private final UserAdministration users;

  RoleCalls(
      AdminCalls calls,
      AdministratorGuard guard,
      RoleAdministration roles,
      GroupAdministration groups,
      UserAdministration users) {
    this.calls = calls;
    this.guard = guard;
    this.roles = roles;
    this.groups = groups;
    this.users = users;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/roles", Scope.GROUPS_READ, this::list),
        calls.post("/roles", Scope.GROUPS_WRITE, this::create),
        calls.get(ROLE, Scope.GROUPS_READ, this::show),
        calls.patch(ROLE, Scope.GROUPS_WRITE, this::update),
        calls.delete(ROLE, Scope.GROUPS_WRITE, this::delete),
        calls.get(ROLE + "/users", Scope.GROUPS_READ, this::holders),
        calls.put(USER, Scope.GROUPS_WRITE, this::grant),
        calls.delete(USER, Scope.GROUPS_WRITE, this::revoke),
        calls.get(ROLE + "/groups", Scope.GROUPS_READ, this::groupsWith),
        calls.put(GROUP, Scope.GROUPS_WRITE, this::grantToGroup),
        calls.delete(GROUP, Scope.GROUPS_WRITE, this::revokeFromGroup),
        calls.get("/users/{user}/roles", Scope.GROUPS_READ, this::ofUser),
        calls.get("/groups/{group}/roles", Scope.GROUPS_READ, this::ofGroup));
  }

  private Reply list(AdminRequest request) {
    return AdminCalls.page(
        roles.list(request.customer(), request.after(), request.limit()),
        request.limit(),
        Shown::label,
        UserRole::nameKey);
  }

  private Reply create(AdminRequest request) {
    JsonBody body = request.body("name", "description");
    String name = body.text("name");
    guard.roleName(request, name);
    UserRole made =
        roles.create(
            request.customer(),
            name,
            body.optionalText("description").orElse(""),
            request.origin());
    return Reply.json(CREATED, Shown.label(made));
  }

  private UserRole found(AdminRequest request) {
    return roles
        .find(request.customer(), request.id("role"))
        .orElseThrow(() -> new NotFound("the role"));
  }

  private Reply show(AdminRequest request) {
    return Reply.json(200, Shown.label(found(request)));
  }

  private Reply update(AdminRequest request) {
    JsonBody body = request.body("name", "description");
    guard.role(request, found(request));
    Optional<String> name = body.optionalText("name");
    name.ifPresent(given -> guard.roleName(request, given));
    UserRole changed =
        roles.update(
            request.customer(),
            request.id("role"),
            name,
            body.optionalText("description"),
            request.origin());
    return Reply.json(200, Shown.label(changed));
  }

  private Reply delete(AdminRequest request) {
    guard.role(request, found(request));
    return AdminCalls.nothing(
        roles.delete(request.customer(), request.id("role"), request.origin()), "role");
  }

  private Reply holders(AdminRequest request) {
    return AdminCalls.page(
        roles.holders(found(request), request.afterNumber(), request.limit()),
        request.limit(),
        id -> Map.of("userId", id.toString()),
        UserId::toString);
  }

  private Reply grant(AdminRequest request) {
    guard.role(request, found(request));
    var _ = roles.grant(request.customer(), request.id("role"), request.userId(), request.origin());
    return AdminCalls.nothing();
  }

  private Reply revoke(AdminRequest request) {
    guard.role(request, found(request));
    return AdminCalls.nothing(
        roles.revoke(request.customer(), request.id("role"), request.userId(), request.origin()),
        "role of the user");
  }

  private Reply groupsWith(AdminRequest request) {
    return AdminCalls.list(roles.groupsWith(found(request)), Shown::label);
  }

  private Reply grantToGroup(AdminRequest request) {
    guard.role(request, found(request));
    var _ =
        roles.grantToGroup(
            request.customer(), request.id("role"), request.id("group"), request.origin());
    return AdminCalls.nothing();
  }

  private Reply revokeFromGroup(AdminRequest request) {
    guard.role(request, found(request));
    return AdminCalls.nothing(
        roles.revokeFromGroup(
            request.customer(), request.id("role"), request.id("group"), request.origin()),
        "role of the group");
  }

  private Reply ofUser(AdminRequest request) {
    User user = request.user(users);
    return AdminCalls.list(roles.ofUser(user.customerId(), user.id()), Shown::label);
  }

  private Reply ofGroup(AdminRequest request) {
    return AdminCalls.list(
        roles.ofGroup(
            groups
                .find(request.customer(), request.id("group"))
                .orElseThrow(() -> new NotFound("the group"))),
        Shown::label);
  }
}

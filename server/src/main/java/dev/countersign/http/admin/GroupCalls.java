package dev.countersign.http.admin;

import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.group.GroupAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Map;

/** Groups and who is in them. */
final class GroupCalls implements Endpoint {
  private static final int CREATED = 201;
  private static final String GROUP = "/groups/{group}";
  private static final String MEMBER = GROUP + "/members/{user}";

  private final AdminCalls calls;
  private final AdministratorGuard guard;
  private final GroupAdministration groups;
  private final UserAdministration users;

  GroupCalls(
      AdminCalls calls,
      AdministratorGuard guard,
      GroupAdministration groups,
      UserAdministration users) {
    this.calls = calls;
    this.guard = guard;
    this.groups = groups;
    this.users = users;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/groups", Scope.GROUPS_READ, this::list),
        calls.post("/groups", Scope.GROUPS_WRITE, this::create),
        calls.get(GROUP, Scope.GROUPS_READ, this::show),
        calls.patch(GROUP, Scope.GROUPS_WRITE, this::update),
        calls.delete(GROUP, Scope.GROUPS_WRITE, this::delete),
        calls.get(GROUP + "/members", Scope.GROUPS_READ, this::members),
        calls.put(MEMBER, Scope.GROUPS_WRITE, this::add),
        calls.delete(MEMBER, Scope.GROUPS_WRITE, this::remove),
        calls.get("/users/{user}/groups", Scope.GROUPS_READ, this::ofUser));
  }

  private Reply list(AdminRequest request) {
    return AdminCalls.page(
        groups.list(request.customer(), request.after(), request.limit()),
        request.limit(),
        Shown::label,
        UserGroup::nameKey);
  }

  private Reply create(AdminRequest request) {
    JsonBody body = request.body("name", "description");
    UserGroup made =
        groups.create(
            request.customer(),
            body.text("name"),
            body.optionalText("description").orElse(""),
            request.origin());
    return Reply.json(CREATED, Shown.label(made));
  }

  private UserGroup found(AdminRequest request) {
    return groups
        .find(request.customer(), request.id("group"))
        .orElseThrow(() -> new NotFound("the group"));
  }

  private Reply show(AdminRequest request) {
    return Reply.json(200, Shown.label(found(request)));
  }

  private Reply update(AdminRequest request) {
    JsonBody body = request.body("name", "description");
    UserGroup changed =
        groups.update(
            request.customer(),
            request.id("group"),
            body.optionalText("name"),
            body.optionalText("description"),
            request.origin());
    return Reply.json(200, Shown.label(changed));
  }

  private Reply delete(AdminRequest request) {
    guard.group(request);
    return AdminCalls.nothing(
        groups.delete(request.customer(), request.id("group"), request.origin()), "group");
  }

  private Reply members(AdminRequest request) {
    return AdminCalls.page(
        groups.members(found(request), request.afterNumber(), request.limit()),
        request.limit(),
        id -> Map.of("userId", id.toString()),
        UserId::toString);
  }

  private Reply add(AdminRequest request) {
    guard.group(request);
    var _ =
        groups.addMember(
            request.customer(), request.id("group"), request.userId(), request.origin());
    return AdminCalls.nothing();
  }

  private Reply remove(AdminRequest request) {
    guard.group(request);
    return AdminCalls.nothing(
        groups.removeMember(
            request.customer(), request.id("group"), request.userId(), request.origin()),
        "member");
  }

  private Reply ofUser(AdminRequest request) {
    User user = request.user(users);
    return AdminCalls.list(groups.ofUser(user.customerId(), user.id()), Shown::label);
  }
}

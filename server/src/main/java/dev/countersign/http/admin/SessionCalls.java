package dev.countersign.http.admin;

import dev.countersign.device.DeviceRegistry;
import dev.countersign.domain.Scope;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.session.SessionAdministration;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Map;

/** A user's sessions and devices: listed and ended. */
final class SessionCalls implements Endpoint {
  private static final String SESSIONS = "/users/{user}/sessions";
  private static final String DEVICES = "/users/{user}/devices";

  private final AdminCalls calls;
  private final UserAdministration users;
  private final SessionAdministration sessions;
  private final DeviceRegistry devices;

  SessionCalls(
      AdminCalls calls,
      UserAdministration users,
      SessionAdministration sessions,
      DeviceRegistry devices) {
    this.calls = calls;
    this.users = users;
    this.sessions = sessions;
    this.devices = devices;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get(SESSIONS, Scope.USERS_READ, this::list),
        calls.delete(SESSIONS, Scope.USERS_WRITE, this::endAll),
        calls.delete(SESSIONS + "/{session}", Scope.USERS_WRITE, this::end),
        calls.get(DEVICES, Scope.USERS_READ, this::devices),
        calls.delete(DEVICES + "/{device}", Scope.USERS_WRITE, this::forget));
  }

  private Reply list(AdminRequest request) {
    User user = request.user(users);
    return AdminCalls.list(sessions.list(user.customerId(), user.id()), Shown::session);
  }

  private Reply endAll(AdminRequest request) {
    User user = request.user(users);
    int ended = sessions.endAll(user.customerId(), user.id(), request.origin());
    return Reply.json(200, Map.of("ended", ended));
  }

  private Reply end(AdminRequest request) {
    User user = request.user(users);
    SessionId session = new SessionId(request.id("session"));
    return AdminCalls.nothing(
        sessions.end(user.customerId(), user.id(), session, request.origin()), "session");
  }

  private Reply devices(AdminRequest request) {
    User user = request.user(users);
    return AdminCalls.list(devices.list(user.customerId(), user.id()), Shown::device);
  }

  private Reply forget(AdminRequest request) {
    User user = request.user(users);
    String device = request.exchange().pathParam("device");
    return AdminCalls.nothing(
        devices.forget(user.customerId(), user.id(), device, request.origin()), "device");
  }
}

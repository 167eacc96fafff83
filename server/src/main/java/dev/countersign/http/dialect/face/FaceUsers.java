package dev.countersign.http.dialect.face;

import dev.countersign.domain.Profile;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.user.EnrolmentLinks;
import dev.countersign.user.NewUser;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code user/…}: a customer's people. */
final class FaceUsers implements Endpoint {
  private final FaceCalls calls;
  private final FaceAccounts accounts;
  private final UserAdministration users;
  private final EnrolmentLinks links;

  FaceUsers(FaceCalls calls, FaceAccounts accounts, EnrolmentLinks links) {
    this.calls = calls;
    this.accounts = accounts;
    this.users = accounts.users();
    this.links = links;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.post("/user/create", Scope.USERS_WRITE, this::create),
        calls.post("/user/details", Scope.USERS_READ, this::details),
        calls.post("/user/update", Scope.USERS_WRITE, this::update),
        calls.post("/user/delete", Scope.USERS_WRITE, this::delete));
  }

  private Reply create(FaceRequest request) {
    JsonBody body = request.body();
    Profile profile =
        new Profile(
            body.text("fullName"),
            body.text("emailId"),
            false,
            body.text("phoneNumber"),
            body.optionalText("countryCode").orElse(""));
    NewUser wanted = new NewUser(request.userName(), profile, Optional.empty());
    User user = users.invite(request.customer(), wanted, request.origin());
    return FaceDialect.success(Map.of("enrollmentUrl", url(user)), "User successfully created");
  }

  private Reply details(FaceRequest request) {
    User user = named(users, request);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", user.userName());
    fields.put("fullName", user.profile().fullName());
    fields.put("emailId", user.profile().email());
    fields.put("phoneNumber", user.profile().phoneNumber());
    fields.put("countryCode", user.profile().countryCode());
    fields.put("enrollmentUrl", accounts.mayEnrol(request, user) ? url(user) : "");
    fields.put("enrollmentStatus", FaceFields.enrolment(user));
    fields.put("blacklistState", FaceFields.flag(user.blacklisted()));
    return FaceDialect.success(fields, "success");
  }

  private Reply update(FaceRequest request) {
    UserChange change = change(request.body());
    User old = accounts.changed(request);
    User user = users.update(request.customer(), old.id(), change, request.origin());
    Map<String, Object> fields = new LinkedHashMap<>();
    if (change.newEnrolmentUrl()) {
      fields.put("reEnrollmentUrl", url(user));
    }
    return FaceDialect.success(fields, "User successfully updated");
  }

  private static UserChange change(JsonBody body) {
    Optional<Boolean> face = body.flag("faceToBeUpdated");
    Optional<JsonBody> given =
        body.object("parametersToBeUpdated").or(() -> body.object("parametersTobeUpdated"));
    if (face.isEmpty() && given.isEmpty()) {
      throw RequestRefused.malformed(
          "Say what to update: faceToBeUpdated, parametersToBeUpdated or both");
    }
    return new UserChange(
        given.flatMap(
            fields -> fields.optionalText("userName").or(() -> fields.optionalText("username"))),
        given.flatMap(fields -> fields.optionalText("fullName")),
        given.flatMap(fields -> fields.optionalText("emailId")),
        given.flatMap(fields -> fields.optionalText("phoneNumber")),
        face.orElse(false));
  }

  private Reply delete(FaceRequest request) {
    User user = accounts.changed(request);
    if (!users.delete(request.customer(), user.id(), request.origin())) {
      throw new NotFound("the user");
    }
    return FaceDialect.success(Map.of(), "Successfully deleted");
  }

  /** The caller's person of the name the request gives. */
  static User named(UserAdministration users, FaceRequest request) {
    return users
        .find(request.customer(), request.userName())
        .orElseThrow(() -> new NotFound("the user"));
  }

  private String url(User user) {
    return links.url(user.customerId(), user.enrolment());
  }
}

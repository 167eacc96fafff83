package dev.countersign.http.dialect.face;

import dev.countersign.capture.RequestPictures;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.Page;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code status/enroll/…}: how far enrolments got. */
final class FaceEnrolments implements Endpoint {
  private static final String ALL = "all";

  private final FaceCalls calls;
  private final UserAdministration users;
  private final RequestPictures pictures;

  FaceEnrolments(FaceCalls calls, UserAdministration users, RequestPictures pictures) {
    this.calls = calls;
    this.users = users;
    this.pictures = pictures;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.post("/status/enroll/user", Scope.USERS_READ, this::one),
        calls.post("/status/enroll/all", Scope.USERS_READ, this::all));
  }

  private Reply one(FaceRequest request) {
    String url = request.body().text("enrollmentUrl");
    User user =
        users
            .findByEnrolmentUrl(request.customer(), url)
            .orElseThrow(() -> new NotFound("the user"));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", user.userName());
    fields.put("enrollmentStatus", FaceFields.enrolment(user));
    return FaceDialect.success(fields, "success");
  }

  private Reply all(FaceRequest request) {
    FacePage page = FacePage.read(request.body());
    Optional<Enrolment.State> state = state(request.body());
    EnrolmentQuery query =
        new EnrolmentQuery(state.orElse(null), page.from(), page.to(), page.offset(), page.size());
    Page<User> found = users.enrolments(request.customer(), query);
    List<Map<String, Object>> lines = found.items().stream().map(this::line).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("currentStatusPageNumber", page.number());
    fields.put("totalStatusPageNumber", found.pages(page.size()));
    fields.put("totalStatusEnrollmentCount", found.total());
    fields.put("data", lines);
    return FaceDialect.success(fields, "success");
  }

  private static Optional<Enrolment.State> state(JsonBody body) {
    String type = body.optionalText("statusType").orElse(ALL).toLowerCase(Locale.ROOT);
    return switch (type) {
      case ALL, "" -> Optional.empty();
      case "success" -> Optional.of(Enrolment.State.SUCCESS);
      case "failure" -> Optional.of(Enrolment.State.FAILURE);
      case "draft" -> Optional.of(Enrolment.State.DRAFT);
      default ->
          throw RequestRefused.malformed("statusType must be success, failure, draft or all");
    };
  }

  private Map<String, Object> line(User user) {
    Map<String, Object> fields =
        FaceFields.line(
            user, pictures.ofTemplate(user.customerId(), user.id()), user.enrolment().changedAt());
    fields.put("blacklistState", FaceFields.flag(user.blacklisted()));
    return fields;
  }
}

package dev.countersign.http.dialect.face;

import dev.countersign.capture.ShownPictures;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.enrolment.EnrolmentResult.Refused;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code enroll} and {@code update}: a person's first face, and another in its place. */
final class FaceEnroll implements Endpoint {
  private final FaceCalls calls;
  private final FaceAccounts accounts;
  private final FaceEnrolment enrolment;

  FaceEnroll(FaceCalls calls, FaceAccounts accounts, FaceEnrolment enrolment) {
    this.calls = calls;
    this.accounts = accounts;
    this.enrolment = enrolment;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        route(FailureFields.ENROLL, Kind.FIRST), route(FailureFields.UPDATE, Kind.REPLACEMENT));
  }

  private Route route(String path, Kind kind) {
    return calls.about(path, Scope.FACE_ENROLL, this::failed, request -> enrol(request, kind));
  }

  private Map<String, Object> failed(FaceRequest request) {
    String userName =
        request
            .given("enrolledUrl")
            .flatMap(url -> accounts.users().findByEnrolmentUrl(request.customer(), url))
            .map(User::userName)
            .orElse("");
    return FailureFields.enrolment(userName, FailureFields.original(request));
  }

  private Reply enrol(FaceRequest request, Kind kind) {
    String url = request.body().text("enrolledUrl");
    accounts
        .users()
        .findByEnrolmentUrl(request.customer(), url)
        .ifPresent(user -> accounts.require(request, user));
    EnrolmentResult result =
        enrolment.enrol(
            EnrolmentRequest.attested(
                request.customer(),
                url,
                List.of(request.url()),
                kind,
                FaceCallbacks.enrolment(kind),
                request.origin()));
    return answer(kind, result).reply();
  }

  static String requestType(Kind kind) {
    return switch (kind) {
      case FIRST -> "enroll";
      case REPLACEMENT -> "faceUpdate";
    };
  }

  static FaceAnswer answer(Kind kind, EnrolmentResult result) {
    return switch (result) {
      case Enrolled done -> FaceAnswer.success(fields(done), message(kind));
      case Refused refused ->
          FaceAnswer.refused(
              FailureFields.enrolment(refused.userName(), refused.original()), refused.refusal());
      case Busy busy ->
          FaceAnswer.busy(
              FailureFields.enrolment(busy.userName(), busy.original()), busy.retryAfter());
    };
  }

  private static String message(Kind kind) {
    return switch (kind) {
      case FIRST -> "User is successfully enrolled";
      case REPLACEMENT -> "User is successfully updated";
    };
  }

  private static Map<String, Object> fields(Enrolled done) {
    ShownPictures pictures = done.pictures();
    Map<String, Object> fields =
        fields(done.userName(), pictures.original(), pictures.thumbnail(), "success");
    if (!done.alike().isEmpty()) {
      fields.put("duplicates", done.alike());
    }
    return fields;
  }

  private static Map<String, Object> fields(
      String userName, String original, String thumbnail, String status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", userName);
    fields.put("faceOriginal", original);
    fields.put("faceThumbnail", thumbnail);
    fields.put("enrollmentStatus", status);
    return fields;
  }
}

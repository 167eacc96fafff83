package dev.countersign.http.dialect.face;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.RequestLog;
import dev.countersign.audit.RequestLog.Entry;
import dev.countersign.capture.RequestPictures;
import dev.countersign.capture.ShownPictures;
import dev.countersign.domain.Page;
import dev.countersign.domain.Profile;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code view/logs/all}: what was asked of the face calls. */
final class FaceRequestLog implements Endpoint {
  private static final Map<String, String> REQUEST_TYPES =
      Map.of(
          AuditKind.FACE_ENROLL.text(), "enroll",
          AuditKind.FACE_UPDATE.text(), "faceUpdate",
          AuditKind.FACE_AUTHENTICATE.text(), "authenticate",
          AuditKind.FACE_SEARCH.text(), "search");

  private final FaceCalls calls;
  private final RequestLog log;
  private final RequestPictures pictures;

  FaceRequestLog(FaceCalls calls, RequestLog log, RequestPictures pictures) {
    this.calls = calls;
    this.log = log;
    this.pictures = pictures;
  }

  @Override
  public List<Route> routes() {
    return List.of(calls.post("/view/logs/all", Scope.LOGS_READ, this::view));
  }

  private Reply view(FaceRequest request) {
    FacePage page = FacePage.read(request.body());
    Page<Entry> found =
        log.page(request.customer(), page.from(), page.to(), page.offset(), page.size());
    List<Map<String, Object>> lines =
        found.items().stream().map(entry -> line(request, entry)).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("currentPageNumber", page.number());
    fields.put("totalPageNumber", found.pages(page.size()));
    fields.put("totalLogCount", found.total());
    fields.put("data", lines);
    return FaceDialect.success(fields, "success.");
  }

  private Map<String, Object> line(FaceRequest request, Entry entry) {
    ShownPictures seen = pictures.shown(request.customer(), entry.event().detail());
    Profile profile = entry.user().map(User::profile).orElse(Profile.EMPTY);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timeStamp", Timestamps.face(entry.event().at()));
    fields.put("userName", entry.user().map(User::userName).orElse(""));
    fields.put("fullName", profile.fullName());
    fields.put("emailId", profile.email());
    fields.put("phoneNumber", profile.phoneNumber());
    fields.put("faceThumbnail", seen.thumbnail());
    fields.put("faceOriginal", seen.original());
    fields.put("requestType", REQUEST_TYPES.getOrDefault(entry.event().kind(), ""));
    fields.put("videoUrl", "");
    return fields;
  }
}

package dev.countersign.http.dialect.face;

import dev.countersign.capture.RequestPictures;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.user.UserAdministration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is on a customer's black list; putting people on it and taking them off, again and again. */
final class FaceBlacklist implements Endpoint {
  private final FaceCalls calls;
  private final FaceAccounts accounts;
  private final UserAdministration users;
  private final RequestPictures pictures;

  FaceBlacklist(FaceCalls calls, FaceAccounts accounts, RequestPictures pictures) {
    this.calls = calls;
    this.accounts = accounts;
    this.users = accounts.users();
    this.pictures = pictures;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.post("/user/blacklist", Scope.USERS_WRITE, this::blacklist),
        calls.post("/user/whitelist", Scope.USERS_WRITE, this::whitelist),
        calls.get("/view/blacklist/all", Scope.USERS_READ, this::view),
        calls.post("/view/blacklist/all", Scope.USERS_READ, this::view));
  }

  private Reply blacklist(FaceRequest request) {
    User user = accounts.changed(request);
    users.blacklist(request.customer(), user.id(), request.origin());
    return FaceDialect.success(Map.of(), "User successfully blacklisted");
  }

  private Reply whitelist(FaceRequest request) {
    User user = accounts.changed(request);
    users.whitelist(request.customer(), user.id(), request.origin());
    return FaceDialect.success(Map.of(), "User successfully whitelisted");
  }

  private Reply view(FaceRequest request) {
    List<Map<String, Object>> lines =
        users.blacklisted(request.customer()).stream().map(this::line).toList();
    return FaceDialect.success(Map.of("data", lines), "success");
  }

  private Map<String, Object> line(User user) {
    Instant since = Optional.ofNullable(user.blacklistedAt()).orElse(user.updatedAt());
    return FaceFields.line(user, pictures.ofTemplate(user.customerId(), user.id()), since);
  }
}

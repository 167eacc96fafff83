package dev.countersign.http.dialect.face;

import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.matching.SearchSpaceAdministration;
import java.util.List;
import java.util.Map;

/** Named sets of people that a search can be confined to. */
final class FaceSearchSpaces implements Endpoint {
  private final FaceCalls calls;
  private final SearchSpaceAdministration spaces;

  FaceSearchSpaces(FaceCalls calls, SearchSpaceAdministration spaces) {
    this.calls = calls;
    this.spaces = spaces;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.post("/searchspace/store", Scope.USERS_WRITE, this::store),
        calls.post("/searchspace/delete", Scope.USERS_WRITE, this::delete),
        calls.post("/view/searchspace/user", Scope.USERS_READ, this::view));
  }

  private Reply store(FaceRequest request) {
    String name = request.body().text("name");
    List<String> users =
        request
            .body()
            .texts("users")
            .orElseThrow(() -> RequestRefused.malformed("The field users is missing"));
    spaces.put(request.customer(), name, users, request.origin());
    return FaceDialect.success(Map.of(), "Successfully Updated.");
  }

  private Reply delete(FaceRequest request) {
    spaces.delete(request.customer(), request.body().text("name"), request.origin());
    return FaceDialect.success(Map.of(), "Successfully Deleted");
  }

  private Reply view(FaceRequest request) {
    List<String> names = spaces.members(request.customer(), request.body().text("name"));
    return FaceDialect.success(Map.of("data", names), "success.");
  }
}

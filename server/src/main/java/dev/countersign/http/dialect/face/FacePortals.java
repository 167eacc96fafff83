package dev.countersign.http.dialect.face;

import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.Timestamps;
import dev.countersign.portal.PortalCreation;
import dev.countersign.portal.PortalCreation.Created;
import dev.countersign.portal.PortalCreation.Wanted;
import dev.countersign.portal.PortalResults;
import dev.countersign.portal.PortalResults.Result;
import dev.countersign.store.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code portal/…}: pages that ask somebody for their face, and what became of them. */
final class FacePortals implements Endpoint {
  private final FaceCalls calls;
  private final FaceAccounts accounts;
  private final PortalCreation creation;
  private final PortalResults results;

  FacePortals(
      FaceCalls calls, FaceAccounts accounts, PortalCreation creation, PortalResults results) {
    this.calls = calls;
    this.accounts = accounts;
    this.creation = creation;
    this.results = results;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.any("/portal/create", this::create), calls.any("/portal/result", this::result));
  }

  private Reply create(FaceRequest request) {
    JsonBody body = request.body();
    Kind kind = kind(body.text("kind"));
    requireScope(request, kind);
    Optional<String> userName =
        body.optionalText("userName").or(() -> body.optionalText("username"));
    if (kind == Kind.ENROLL || kind == Kind.UPDATE) {
      userName
          .flatMap(name -> accounts.users().find(request.customer(), name))
          .ifPresent(user -> accounts.require(request, user));
    }
    Created created =
        creation.create(
            new Wanted(
                request.customer(),
                kind,
                userName.filter(name -> !name.isEmpty()),
                body.optionalText("parentOrigin").orElse(""),
                body.optionalText("returnUrl").orElse("")),
            request.origin());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("portalUrl", created.url());
    fields.put("reference", created.reference());
    fields.put("expiresAt", Timestamps.face(created.expiresAt()));
    return FaceDialect.success(fields, "Portal successfully created");
  }

  private static Kind kind(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "enroll" -> Kind.ENROLL;
      case "update" -> Kind.UPDATE;
      case "authenticate" -> Kind.AUTHENTICATE;
      case "search" -> Kind.SEARCH;
      default ->
          throw RequestRefused.malformed("kind must be enroll, update, authenticate or search");
    };
  }

  /** What a page does needs the right to do it without one. */
  private static void requireScope(FaceRequest request, Kind kind) {
    Scope scope =
        switch (kind) {
          case ENROLL, UPDATE -> Scope.FACE_ENROLL;
          case AUTHENTICATE -> Scope.FACE_VERIFY;
          case SEARCH -> Scope.FACE_SEARCH;
        };
    if (!request.scopes().contains(scope)) {
      throw new RequestRefused(
          Failure.of(
              Failure.Kind.SCOPE_MISSING,
              "The key this token was got with does not have the scope " + scope.text()));
    }
  }

  private Reply result(FaceRequest request) {
    String reference = request.body().requiredTextOrNumber("reference");
    Result result =
        results.find(request.customer(), reference).orElseThrow(() -> new NotFound("the portal"));
    requireScope(request, result.kind());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reference", result.reference());
    fields.put("kind", result.kind().name().toLowerCase(Locale.ROOT));
    fields.put("userName", result.userName());
    fields.put("outcome", result.outcome());
    fields.put("reason", result.reason());
    fields.put("timeStamp", Timestamps.face(result.at()));
    return FaceDialect.success(fields, "success");
  }
}

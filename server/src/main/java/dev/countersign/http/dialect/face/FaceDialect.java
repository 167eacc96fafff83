package dev.countersign.http.dialect.face;

import dev.countersign.audit.RequestLog;
import dev.countersign.capture.PictureLinks;
import dev.countersign.capture.RequestPictures;
import dev.countersign.capture.SentPictures;
import dev.countersign.config.TokenSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import dev.countersign.matching.FaceAuthentication;
import dev.countersign.matching.FaceSearch;
import dev.countersign.matching.SearchSpaceAdministration;
import dev.countersign.portal.PortalCreation;
import dev.countersign.portal.PortalResults;
import dev.countersign.privacy.PictureVault;
import dev.countersign.session.SignOut;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.token.TokenGate;
import dev.countersign.user.EnrolmentLinks;
import dev.countersign.user.UserAdministration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the face dialect words successes and failures, and the calls it has. */
public final class FaceDialect implements Dialect {
  static final String PREFIX = "/deepfaceauth/api/v1/basic";

  /** Where its clients put a token. */
  static final Set<TokenSource> TOKEN_SOURCES =
      Set.of(TokenSource.BEARER, TokenSource.BARE, TokenSource.QUERY);

  private static final int OK = 200;

  /** What its calls ask. */
  public record Features(
      CustomerSignIn signIn,
      SignOut signOut,
      TokenGate gate,
      UserAdministration users,
      AdministratorProtection protection,
      EnrolmentLinks links,
      SearchSpaceAdministration searchSpaces,
      SettingsAdministration settings,
      RequestLog requestLog,
      Faces faces,
      TokenSettings tokens) {}

  /** What its calls about pictures ask. */
  public record Faces(
      FaceEnrolment enrolment,
      FaceAuthentication authentication,
      FaceSearch search,
      RequestPictures pictures,
      PictureLinks links,
      PictureVault vault,
      SentPictures sent,
      PortalCreation portals,
      PortalResults portalResults) {}

  /** The calls of this dialect. */
  public static List<Endpoint> endpoints(Features features) {
    FaceDialect dialect = new FaceDialect();
    FaceCalls calls = new FaceCalls(dialect);
    FaceAccounts accounts = new FaceAccounts(features.users(), features.protection());
    Faces faces = features.faces();
    return List.of(
        new FaceLogin(dialect, features.signIn(), features.tokens()),
        new FaceLogout(dialect, features.gate(), features.signOut()),
        new FaceUsers(calls, accounts, features.links()),
        new FaceBlacklist(calls, accounts, faces.pictures()),
        new FaceSearchSpaces(calls, features.searchSpaces()),
        new FaceEnrolments(calls, features.users(), faces.pictures()),
        new FaceRequestLog(calls, features.requestLog(), faces.pictures()),
        new FaceSettings(calls, features.settings()),
        new FaceEnroll(calls, accounts, faces.enrolment()),
        new FaceAuthenticate(calls, faces.authentication()),
        new FaceFind(calls, faces.search()),
        new FacePortals(calls, accounts, faces.portals(), faces.portalResults()),
        new FacePictures(dialect, faces.links(), faces.vault(), faces.sent(), features.gate()));
  }

  @Override
  public String name() {
    return "face";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return TOKEN_SOURCES;
  }

  @Override
  public Optional<String> keyLogin() {
    return Optional.of(PREFIX + "/login");
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    int status = failure.kind().status();
    return error(
        status, Integer.toString(status), FailureFields.unread(failure, path), failure.message());
  }

  /** A success with those fields, then its status and message. */
  static Reply success(Map<String, ?> fields, String message) {
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("status", "200 OK");
    body.put("message", message);
    return Reply.json(OK, body);
  }

  /** A failure; the status in the body is not always that of the answer. */
  static Reply error(int status, String inner, String message) {
    return error(status, inner, Map.of(), message);
  }

  /** The same, with those fields before. */
  static Reply error(int status, String inner, Map<String, ?> fields, String message) {
    Map<String, Object> error = new LinkedHashMap<>(fields);
    error.put("message", message);
    error.put("status", inner);
    return Reply.json(status, Map.of("error", error));
  }
}

package dev.countersign.http.dialect.face;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever enrolling and authenticating fail by, the answer says of whom and of which picture. */
class FaceFailureFieldsTest extends FacePictureTest {
  private static final String PICTURE = "https://example.org/a.jpg";
  private static final String ENROLMENT =
      "{\"error\":{\"userName\":\"%s\",\"faceOriginal\":\"%s\",\"faceThumbnail\":\"\","
          + "\"enrollmentStatus\":\"failure\",\"message\":\"%s\",\"status\":\"%s\"}}";
  private static final String AUTHENTICATION =
      "{\"error\":{\"userName\":\"%s\",\"faceOriginal\":\"%s\","
          + "\"authenticationStatus\":\"failure\",\"message\":\"%s\",\"status\":\"%s\"}}";

  private User anna;

  @BeforeEach
  void addAnna() {
    anna = person("anna");
  }

  @Test
  void enrolmentsThatCannotBeReadNameThePersonTheUrlNames() {
    String url = urlOf(anna);
    for (String path : new String[] {"/enroll", "/update"}) {
      assertAnswer(
          call(path, "{\"customerName\":\"acme\",\"enrolledUrl\":\"" + url + "\"}"),
          400,
          ENROLMENT.formatted("anna", "", "The field url is missing", "400"));
      assertAnswer(
          call(path, "{\"customerName\":\"acme\",\"url\":\"" + PICTURE + "?secret=1\"}"),
          400,
          ENROLMENT.formatted("", PICTURE, "The field enrolledUrl is missing", "400"));
      assertAnswer(
          call(path, "{\"customerName\":\"globex\",\"enrolledUrl\":\"" + url + "\"}"),
          403,
          ENROLMENT.formatted(
              "anna", "", "customerName is not the customer of this access token", "403"));
      assertAnswer(
          call(path, "[]"),
          400,
          ENROLMENT.formatted("", "", "The body must be a JSON object", "400"));
    }
  }

  @Test
  void authenticationsThatCannotBeReadNameThePersonAskedFor() {
    String known = "{\"customerName\":\"acme\",\"username\":\"anna\"";
    assertAnswer(
        call("/authenticate", known + ",\"url\":\"\"}"),
        400,
        AUTHENTICATION.formatted("anna", "", "The field url is missing", "400"));
    assertAnswer(
        call("/authenticate", known + ",\"url\":\"" + PICTURE + "\",\"precision\":\"medium\"}"),
        400,
        AUTHENTICATION.formatted(
            "anna",
            PICTURE,
            "precision must be high or low, or a rate of false matches from fmr:1e-9 to fmr:1e-2",
            "400"));
    assertAnswer(
        call("/authenticate", known + ",\"otpReference\":\"x\"}"),
        400,
        AUTHENTICATION.formatted("anna", "", "The field otp is missing", "400"));
    assertAnswer(
        call("/authenticate", "{\"customerName\":\"acme\",\"url\":\"" + PICTURE + "\"}"),
        400,
        AUTHENTICATION.formatted("", PICTURE, "The field userName is missing", "400"));
    assertAnswer(
        call("/authenticate", "{\"customerName\":\"globex\",\"userName\":\"anna\"}"),
        403,
        AUTHENTICATION.formatted(
            "anna", "", "customerName is not the customer of this access token", "403"));
  }

  @Test
  void whatIsRefusedBeforeTheBodyIsReadHasTheFieldsToo() {
    var key =
        server.core().apiKeys.create(acme.id(), "other", Set.of(Scope.USERS_READ), Origin.CLI);
    String login = tokenOf("acme", key.secret().text());
    Answer unscoped =
        server.post(
            PREFIX + "/authenticate",
            "{\"customerName\":\"acme\",\"userName\":\"anna\"}",
            "Authorization",
            login);
    assertAnswer(
        unscoped,
        403,
        AUTHENTICATION.formatted(
            "", "", "The key this token was got with does not have the scope face:verify", "403"));
    Answer large =
        server.send(
            "POST",
            PREFIX + "/enroll",
            new byte[10 * 1024 * 1024 + 1],
            "Content-Type",
            "application/json",
            "Authorization",
            token);
    assertAnswer(
        large,
        413,
        ENROLMENT.formatted("", "", "The body must have at most 10485760 bytes", "413"));
  }

  @Test
  void whoeverHasNoTokenIsToldNothingElse() {
    String body =
        "{\"customerName\":\"acme\",\"userName\":\"anna\",\"url\":\""
            + Portraits.NOBODY.data()
            + "\"}";
    for (String path : new String[] {"/enroll", "/update", "/authenticate"}) {
      assertError(
          server.post(PREFIX + path, body),
          401,
          "401",
          "Authorization required: send the access token in the Authorization header");
    }
  }
}

package dev.countersign.http.dialect.face;

import dev.countersign.capture.ShownPictures;
import dev.countersign.http.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What clients read in every failure of the calls about one person's picture, whatever the reason.
 */
final class FailureFields {
  static final String ENROLL = "/enroll";
  static final String UPDATE = "/update";
  static final String AUTHENTICATE = "/authenticate";

  private FailureFields() {}

  /** How a call tells of whom and of which picture it is, however little of it can be read. */
  interface Naming {
    /** Of a call that is about nobody's picture. */
    Naming NOTHING = request -> Map.of();

    Map<String, Object> of(FaceRequest request);
  }

  static Map<String, Object> enrolment(String userName, String original) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", userName);
    fields.put("faceOriginal", original);
    fields.put("faceThumbnail", "");
    fields.put("enrollmentStatus", "failure");
    return fields;
  }

  static Map<String, Object> authentication(String userName, String original) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", userName);
    fields.put("faceOriginal", original);
    fields.put("authenticationStatus", "failure");
    return fields;
  }

  /** Where the picture is seen that a request gives. */
  static String original(FaceRequest request) {
    return ShownPictures.given(request.given("url").orElse("")).original();
  }

  /** Of a request whose body was not read. */
  static Map<String, Object> unread(Failure failure, String path) {
    boolean unknownCaller =
        switch (failure.kind()) {
          case NO_CREDENTIALS, INVALID_CREDENTIALS, AMBIGUOUS_CREDENTIALS -> true;
          case NOT_FOUND, METHOD_NOT_ALLOWED, NETWORK_REFUSED -> true;
          case MALFORMED, SCOPE_MISSING, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> false;
          case TOO_MANY_ATTEMPTS, UNEXPECTED, BUSY -> false;
        };
    if (unknownCaller || !path.startsWith(FaceDialect.PREFIX)) {
      return Map.of();
    }
    return switch (path.substring(FaceDialect.PREFIX.length())) {
      case ENROLL, UPDATE -> enrolment("", "");
      case AUTHENTICATE -> authentication("", "");
      default -> Map.of();
    };
  }
}

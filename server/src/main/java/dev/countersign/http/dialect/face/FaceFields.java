package dev.countersign.http.dialect.face;

import dev.countersign.capture.ShownPictures;
import dev.countersign.domain.User;
import dev.countersign.http.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How this dialect writes people and flags. */
final class FaceFields {
  private FaceFields() {}

  static String flag(boolean truth) {
    if (truth) {
      return "yes";
    }
    return "no";
  }

  /** {@code success}, {@code failure} or {@code draft}. */
  static String enrolment(User user) {
    return user.enrolment().state().name().toLowerCase(Locale.ROOT);
  }

  /** A person as a line of a list. */
  static Map<String, Object> line(User user, ShownPictures pictures, Instant at) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", user.userName());
    fields.put("fullName", user.profile().fullName());
    fields.put("emailId", user.profile().email());
    fields.put("phoneNumber", user.profile().phoneNumber());
    fields.put("faceThumbnail", pictures.thumbnail());
    fields.put("faceOriginal", pictures.original());
    fields.put("timeStamp", Timestamps.face(at));
    return fields;
  }
}

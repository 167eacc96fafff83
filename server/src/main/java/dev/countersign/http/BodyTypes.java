package dev.countersign.http;

import dev.countersign.http.Failure.Kind;

/** Which media types a body may have. */
final class BodyTypes {
  private BodyTypes() {}

  /** Refuses what a body of that kind may not say it is. */
  static void require(BodyKind kind, String type) {
    boolean right =
        switch (kind) {
          case NONE, FILE -> true;
          case PICTURE_FORM, FILE_FORM -> MediaTypes.isMultipart(type);
          case FRAME -> MediaTypes.isJpeg(type);
          case FORM -> MediaTypes.isForm(type);
          case JSON_OR_FORM -> MediaTypes.isForm(type) || MediaTypes.isJson(type);
          case JSON, PICTURE_JSON -> MediaTypes.isJson(type);
        };
    if (!right) {
      throw new RequestRefused(Failure.of(Kind.UNSUPPORTED_MEDIA_TYPE, wanted(kind)));
    }
  }

  private static String wanted(BodyKind kind) {
    return switch (kind) {
      case PICTURE_FORM, FILE_FORM -> "Send the form as multipart/form-data";
      case FRAME -> "Send the body as Content-Type: image/jpeg";
      case FORM -> "Send the body as Content-Type: application/x-www-form-urlencoded";
      case NONE, FILE, JSON_OR_FORM, JSON, PICTURE_JSON ->
          "Send the body as Content-Type: application/json";
    };
  }
}

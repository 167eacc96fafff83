package dev.countersign.http;

import java.util.Locale;

/** The media types of requests. */
final class MediaTypes {
  private MediaTypes() {}

  static boolean isJson(String contentType) {
    String type = essence(contentType);
    return type.equals("application/json") || (type.endsWith("+json") && type.startsWith("appl"));
  }

  static boolean isForm(String contentType) {
    return essence(contentType).equals("application/x-www-form-urlencoded");
  }

  static boolean isMultipart(String contentType) {
    return essence(contentType).equals("multipart/form-data");
  }

  static boolean isJpeg(String contentType) {
    return essence(contentType).equals("image/jpeg");
  }

  private static String essence(String contentType) {
    int parameters = contentType.indexOf(';');
    if (parameters >= 0) {
      return contentType.substring(0, parameters).strip().toLowerCase(Locale.ROOT);
    }
    return contentType.strip().toLowerCase(Locale.ROOT);
  }
}

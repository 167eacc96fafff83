package dev.countersign.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The three ways the published APIs write an instant. */
public final class Timestamps {
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FACE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** {@code 2026-11-22T03:04:05.678Z}. */
  public static String created(Instant instant) {
    return CREATED.format(instant);
  }

  /** {@code 2026-11-22T03:04:05.678+00:00}. */
  public static String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  /** {@code 2026-11-22 03:04:05}, in UTC. */
  public static String face(Instant instant) {
    return FACE.format(instant);
  }
}

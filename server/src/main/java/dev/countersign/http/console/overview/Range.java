package dev.countersign.http.console.overview;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How far an overview looks back, and what one bar of its charts is. */
enum Range {
  DAY("day", 24, 1, "HH:mm"),
  WEEK("week", 24 * 7, 6, "MM-dd HH:mm"),
  MONTH("month", 24 * 30, 24, "MM-dd");

  private final String text;
  private final int hours;
  private final int step;
  private final DateTimeFormatter format;

  Range(String text, int hours, int step, String pattern) {
    this.text = text;
    this.hours = hours;
    this.step = step;
    this.format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /** As it stands in an address. */
  String text() {
    return text;
  }

  /** The range written so; anything else means a day. */
  static Range of(String text) {
    for (Range range : values()) {
      if (range.text.equals(text)) {
        return range;
      }
    }
    return DAY;
  }

  int bars() {
    return hours / step;
  }

  /** The first hour of the first bar, where the last bar holds that hour. */
  long from(long current) {
    long lastBar = current - Math.floorMod(current, step);
    return lastBar - (long) step * (bars() - 1);
  }

  /** Which bar that hour belongs to. */
  int bar(long from, long hour) {
    return Math.toIntExact((hour - from) / step);
  }

  /** What stands below a bar. */
  String label(long from, int bar) {
    return format.format(Instant.ofEpochSecond((from + (long) bar * step) * 3600));
  }
}

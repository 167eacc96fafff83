package dev.countersign.http.dialect.face;

import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param number the page, counted from 1
 * @param size how many lines a page has
 * @param from not before
 * @param to before
 */
record FacePage(long number, int size, Instant from, Instant to) {
  private static final long HIGHEST_NUMBER = 1_000_000_000;
  private static final long LARGEST = 500;
  private static final long USUAL = 20;
  private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final int DAY_LENGTH = "uuuu-MM-dd".length();
  private static final int SECOND_LENGTH = "uuuu-MM-dd HH:mm:ss".length();

  static FacePage read(JsonBody body) {
    long number = within(body, "pageNumber", 1, HIGHEST_NUMBER);
    long size = within(body, "pageCount", USUAL, LARGEST);
    Optional<LocalDateTime> first =
        given(body.optionalText("fromThisDate")).map(text -> beginning("fromThisDate", text));
    Optional<LocalDateTime> end =
        given(body.optionalText("toThisDate").or(() -> body.optionalText("toThsiDate")))
            .map(text -> end("toThisDate", text));
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      throw RequestRefused.malformed("fromThisDate must not be later than toThisDate");
    }
    return new FacePage(
        number,
        (int) size,
        first.map(FacePage::utc).orElse(Instant.EPOCH),
        end.map(FacePage::utc).orElse(EVER));
  }

  long offset() {
    return (number - 1) * size;
  }

  private static long within(JsonBody body, String name, long usual, long highest) {
    if (body.isEmptyText(name)) {
      return usual;
    }
    long value = body.number(name).orElse(usual);
    if (value < 1 || value > highest) {
      throw RequestRefused.malformed(name + " must be a whole number from 1 to " + highest);
    }
    return value;
  }

  private static Optional<String> given(Optional<String> text) {
    return text.filter(one -> !one.isEmpty());
  }

  private static LocalDateTime beginning(String name, String text) {
    if (text.length() == DAY_LENGTH) {
      return moment(name, text + " 00:00:00");
    }
    return moment(name, text);
  }

  /** The day, or the second, that is named belongs to what is asked for. */
  private static LocalDateTime end(String name, String text) {
    if (text.length() == DAY_LENGTH) {
      return moment(name, text + " 00:00:00").plusDays(1);
    }
    return moment(name, text).plusSeconds(1);
  }

  private static LocalDateTime moment(String name, String text) {
    // The formatter alone takes signed years of up to nine digits, which no instant reaches.
    if (text.length() != SECOND_LENGTH) {
      throw notADate(name);
    }
    try {
      return LocalDateTime.parse(text, SECOND);
    } catch (DateTimeParseException e) {
      throw notADate(name);
    }
  }

  private static RequestRefused notADate(String name) {
    return RequestRefused.malformed(
        name + " must be a date like 2026-11-22 or 2026-11-22 03:04:05, in UTC");
  }

  private static Instant utc(LocalDateTime moment) {
    return moment.toInstant(ZoneOffset.UTC);
  }
}

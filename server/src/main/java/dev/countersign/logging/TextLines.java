package dev.countersign.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Log lines for people: time, level, where from, request id, message; a stack trace below. */
final class TextLines extends LogLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    line.append(' ').append(event.getLevel());
    line.append(" ".repeat(Math.max(1, 6 - event.getLevel().toString().length())));
    line.append(shortName(event.getLoggerName()));
    request(event).ifPresent(request -> line.append(" [").append(request).append(']'));
    line.append(": ");
    appendOneLine(line, event.getFormattedMessage());
    line.append('\n');
    thrown(event).ifPresent(line::append);
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  /** What a caller sent may be in a message; it must not be able to forge a line of its own. */
  private static void appendOneLine(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char character = message.charAt(i);
      if (character == '\n') {
        line.append("\n    ");
      } else if (Character.isISOControl(character)) {
        line.append('\uFFFD');
      } else {
        line.append(character);
      }
    }
  }
}

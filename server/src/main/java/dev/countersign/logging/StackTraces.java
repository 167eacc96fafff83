package dev.countersign.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.HashMap;
import java.util.Map;

/**
 * The stack traces of events. A failure that comes again and again, as one for each request while
 * the database is away, shows its own once a minute and a line for each time: traces of 25 KB would
 * otherwise fill the disk within the hour, and the database's with it.
 */
final class StackTraces {
  private static final long APART_MILLIS = 60_000;
  private static final int MOST_KINDS = 200;

  private final ThrowableProxyConverter converter = new ThrowableProxyConverter();
  private final Map<Kind, Long> written = new HashMap<>();

  /** What makes two failures the same; their messages may hold what differs each time. */
  private record Kind(String logger, String message, String thrown, String where) {}

  void start() {
    converter.start();
  }

  /** The trace of what was thrown, or one line about it; both end with a line break. */
  String of(ILoggingEvent event, IThrowableProxy thrown) {
    IThrowableProxy root = root(thrown);
    if (isDue(kind(event, root), event.getTimeStamp())) {
      return converter.convert(event);
    }
    String said = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return "    "
        + root.getClassName()
        + ": "
        + said
        + " (as before: the stack trace is above, within the last minute)\n";
  }

  private synchronized boolean isDue(Kind kind, long now) {
    Long last = written.get(kind);
    // The clock may have been set back.
    if (last != null && last <= now && now - last < APART_MILLIS) {
      return false;
    }
    if (written.size() >= MOST_KINDS) {
      written.clear();
    }
    written.put(kind, now);
    return true;
  }

  private static IThrowableProxy root(IThrowableProxy thrown) {
    IThrowableProxy root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static Kind kind(ILoggingEvent event, IThrowableProxy root) {
    StackTraceElementProxy[] frames = root.getStackTraceElementProxyArray();
    String where = frames.length == 0 ? "" : frames[0].getSTEAsString();
    return new Kind(
        event.getLoggerName(), String.valueOf(event.getMessage()), root.getClassName(), where);
  }
}

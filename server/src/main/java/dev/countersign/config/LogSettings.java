package dev.countersign.config;

/**
 * Format and threshold of the log.
 *
 * @param format how a line looks
 * @param level the least important messages still written
 * @param requests which requests get a line
 */
public record LogSettings(Format format, Level level, Requests requests) {

  /** How a log line looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line, for log collectors. */
    JSON
  }

  /** Importance of a message, least first. */
  public enum Level {
    /** Every step. */
    TRACE,
    /** What helps to find a fault. */
    DEBUG,
    /** What an operator wants to know. */
    INFO,
    /** What an operator should look at. */
    WARN,
    /** What failed. */
    ERROR
  }

  /** Which requests get a line. */
  public enum Requests {
    /** Every one. */
    ALL,
    /** Those the server failed at: status 500 and above. */
    FAILURES,
    /** None. */
    NONE
  }

  static LogSettings from(Values values) {
    return new LogSettings(
        values.get(Keys.LOG_FORMAT), values.get(Keys.LOG_LEVEL), values.get(Keys.LOG_REQUESTS));
  }
}

package dev.countersign.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.countersign.config.LogSettings;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the log of this process. */
public final class Logging {
  /**
   * Libraries that tell much more than an operator wants to know; the HTTP client would write whole
   * callbacks.
   */
  private static final List<String> TALKATIVE =
      List.of(
          "org.eclipse.jetty", "io.javalin", "com.zaxxer.hikari", "org.flywaydb", "org.apache.hc");

  /** Says before it throws what the command says of what was thrown; a start that failed, twice. */
  private static final String REPEATING = "io.javalin.Javalin";

  private Logging() {}

  /**
   * Writes the log as configured to that stream from now on, what libraries tell the JDK's own
   * logging included.
   */
  public static void begin(LogSettings settings, OutputStream target) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, settings, target);
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void apply(LoggerContext context, LogSettings settings, OutputStream target) {
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("stream");
    appender.setEncoder(encoder(context, settings.format()));
    appender.setOutputStream(new Unclosed(target));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(level(settings.level()));
    for (String library : TALKATIVE) {
      context.getLogger(library).setLevel(quieter(root.getLevel()));
    }
    context.getLogger(REPEATING).setLevel(Level.OFF);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings.Format format) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> new TextLines();
          case JSON -> new JsonLines();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Level level(LogSettings.Level level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARN -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }

  private static Level quieter(Level level) {
    if (level.isGreaterOrEqual(Level.WARN)) {
      return level;
    }
    return Level.WARN;
  }

  /** Standard output is not the log's to close. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}

package dev.countersign.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.countersign.config.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  private Logger logger(LogSettings.Format format) {
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    Logging.apply(
        context,
        new LogSettings(format, LogSettings.Level.INFO, LogSettings.Requests.ALL),
        written);
    return context.getLogger("dev.countersign.Example");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTextLineHasTimeLevelLoggerRequestAndMessage() {
    Logger logger = logger(LogSettings.Format.TEXT);
    context.getMDCAdapter().put("request", "r-1");
    logger.warn("Something {}", "odd");

    assertThat(text())
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Example \\[r-1]: Something"
                + " odd\n");
  }

  @Test
  void whatACallerSentCannotForgeALineOfText() {
    logger(LogSettings.Format.TEXT).info("user {}", "x\r\n2026-01-01 00:00:00.000 INFO  forged");

    assertThat(text().lines().skip(1)).allMatch(line -> line.startsWith("    "));
    assertThat(text()).doesNotContain("\r");
  }

  @Test
  void aJsonLineIsOneObject() throws Exception {
    Logger logger = logger(LogSettings.Format.JSON);
    context.getMDCAdapter().setContextMap(Map.of("request", "r-2"));
    logger.error("Broken \"thing\"\nhere", new IllegalStateException("why"));

    assertThat(text().lines()).hasSize(1);
    var line = new com.fasterxml.jackson.databind.ObjectMapper().readTree(text());
    assertThat(line.propertyStream().map(field -> field.getKey()))
        .containsExactly("ts", "level", "logger", "thread", "message", "request", "exception");
    assertThat(line.get("ts").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z");
    assertThat(line.get("message").asText()).isEqualTo("Broken \"thing\"\nhere");
    assertThat(line.get("exception").asText()).startsWith("java.lang.IllegalStateException: why\n");
  }

  @Test
  void aFailureThatComesAgainAndAgainShowsItsStackTraceOnceAMinute() {
    Logger logger = logger(LogSettings.Format.TEXT);
    for (int i = 0; i < 100; i++) {
      logger.error("The database is away", failure("no connection " + i));
    }
    logger.error("Something else", failure("because"));

    assertThat(text().lines().filter(line -> line.contains("ERROR"))).hasSize(101);
    assertThat(text().lines().filter(line -> line.startsWith("\tat "))).hasSizeLessThan(300);
    assertThat(text())
        .contains("Caused by: java.io.IOException: no connection 0\n")
        .contains("    java.io.IOException: no connection 99 (as before: the stack trace is above")
        .contains("Caused by: java.io.IOException: because\n");
  }

  private static IllegalStateException failure(String message) {
    return new IllegalStateException("wrapped", new IOException(message));
  }

  @Test
  void librariesThatTellMuchAreHeardFromAWarningUpwards() {
    logger(LogSettings.Format.TEXT);

    assertThat(context.getLogger("org.eclipse.jetty.server.Server").getEffectiveLevel())
        .isEqualTo(Level.WARN);
  }
}

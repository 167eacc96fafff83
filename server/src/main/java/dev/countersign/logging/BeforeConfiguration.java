package dev.countersign.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.countersign.config.LogSettings;

/**
 * What is logged until the configuration is read: warnings, for people, to standard error. Found by
 * the logging library through its service file.
 */
public final class BeforeConfiguration extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public BeforeConfiguration() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LogSettings warnings =
        new LogSettings(
            LogSettings.Format.TEXT, LogSettings.Level.WARN, LogSettings.Requests.FAILURES);
    Logging.apply(context, warnings, System.err);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}

package dev.countersign.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.Optional;

/** A line an event, and nothing before the first or after the last. */
abstract sealed class LogLines extends EncoderBase<ILoggingEvent> permits JsonLines, TextLines {
  private final StackTraces traces = new StackTraces();

  @Override
  public final void start() {
    traces.start();
    super.start();
  }

  /** The id of the request it belongs to. */
  static Optional<String> request(ILoggingEvent event) {
    return Optional.ofNullable(event.getMDCPropertyMap().get("request"));
  }

  /** What was thrown, with its stack trace once a minute. */
  final Optional<String> thrown(ILoggingEvent event) {
    return Optional.ofNullable(event.getThrowableProxy()).map(thrown -> traces.of(event, thrown));
  }

  @Override
  public final byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public final byte[] footerBytes() {
    return new byte[0];
  }
}

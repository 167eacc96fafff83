package dev.countersign.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One JSON object a line, for log collectors: {@code ts} (UTC, milliseconds), {@code level}, {@code
 * logger}, {@code thread}, {@code message}, and where there is one {@code request} (the request's
 * id) and {@code exception} (with its stack trace, once a minute).
 */
final class JsonLines extends LogLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator object = json.createGenerator(line)) {
      write(object, event);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void write(JsonGenerator object, ILoggingEvent event) throws IOException {
    object.writeStartObject();
    object.writeStringField("ts", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
    object.writeStringField("level", event.getLevel().toString());
    object.writeStringField("logger", event.getLoggerName());
    object.writeStringField("thread", event.getThreadName());
    object.writeStringField("message", event.getFormattedMessage());
    Optional<String> request = request(event);
    if (request.isPresent()) {
      object.writeStringField("request", request.get());
    }
    Optional<String> thrown = thrown(event);
    if (thrown.isPresent()) {
      object.writeStringField("exception", thrown.get());
    }
    object.writeEndObject();
  }
}

package dev.countersign.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What LoopBack keeps, in one of two forms: the file of its in-memory connector ({@code ids} and
 * {@code models}, each record a JSON text under its model and id), or what {@code mongoexport}
 * writes of a collection: a record on each line, or a list of them.
 */
final class LoopBackDump implements Source {
  private final JsonStream file;
  private final CustomerId customer;
  private final UserKind users;
  private final Map<String, Long> notes;

  LoopBackDump(Path file, CustomerId customer, UserKind users, Map<String, Long> notes) {
    this.file = new JsonStream(file);
    this.customer = customer;
    this.users = users;
    this.notes = notes;
  }

  /** Is given each record with its model, which is empty where the file does not say. */
  @FunctionalInterface
  private interface Records {
    void record(String model, long line, ObjectNode record);
  }

  @Override
  public Checked check(Findings damage, Progress progress) {
    long[] records = new long[1];
    return file.check(
        damage,
        parser -> {
          walk(parser, (model, line, record) -> progress.at(++records[0], records[0] + 1));
          return records[0];
        });
  }

  private static void walk(JsonParser parser, Records records) throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null) {
      if (token == JsonToken.START_OBJECT) {
        object(parser, records);
      } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
        throw new InvalidInput(
            "The file is no dump of LoopBack: it has values that are no records");
      }
      token = parser.nextToken();
    }
  }

  /** The whole of a connector's file, or one record of a collection. */
  private static void object(JsonParser parser, Records records) throws IOException {
    long line = JsonStream.line(parser);
    ObjectNode record = Json.object();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("models") && value == JsonToken.START_OBJECT) {
        models(parser, records);
      } else if (name.equals("ids") && value == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else {
        record.set(name, Json.PARTS.readTree(parser));
      }
    }
    if (!record.isEmpty()) {
      records.record("", line, record);
    }
  }

  private static void models(JsonParser parser, Records records) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String model = parser.currentName();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        JsonToken value = parser.nextToken();
        long line = JsonStream.line(parser);
        if (value == JsonToken.VALUE_STRING) {
          records.record(model, line, Json.object(parser.getText()).orElseGet(Json::object));
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  @Override
  public void each(long after, Consumer<Entry<?>> sink, Findings problems, Findings remarks) {
    long[] position = new long[1];
    file.walk(parser ->
        walk(
            parser,
            (model, line, record) -> {
              position[0]++;
              if (position[0] > after) {
                read(position[0], model, line, record, sink, problems, remarks);
              }
            }));
  }

  private void read(
      long position,
      String model,
      long line,
      ObjectNode record,
      Consumer<Entry<?>> sink,
      Findings problems,
      Findings remarks) {
    if (!LoopBackUsers.person(record)) {
      notes.merge("record of the model " + named(model, record), 1L, Long::sum);
      return;
    }
    try {
      ForeignUser user = LoopBackUsers.read(model, record, line, remarks);
      sink.accept(new Entry<>(position, line, 1_000, users, user.of(customer)));
    } catch (InvalidInput e) {
      String name = "user " + LoopBackUsers.id(record);
      problems.found(line, name, "cannot be used: " + e.getMessage());
    }
  }

  private static String named(String model, ObjectNode record) {
    if (!model.isEmpty()) {
      return model;
    }
    return record.has("ttl") && record.has("userId") ? "AccessToken" : "(not named)";
  }
}

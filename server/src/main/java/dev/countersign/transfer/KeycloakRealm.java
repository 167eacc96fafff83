package dev.countersign.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A realm as {@code kc.sh export} writes it, in one file or in several of which each has some of
 * the users: one JSON object with lists of users, clients, groups and roles.
 */
final class KeycloakRealm implements Source {
  private static final String USERS = "users";
  private static final Set<String> LISTS = Set.of(USERS);

  private final JsonStream file;
  private final CustomerId customer;
  private final UserKind users;
  private final Map<String, Long> notes;
  private final KeycloakUsers reader;

  KeycloakRealm(Path file, CustomerId customer, UserKind users, Map<String, Long> notes) {
    this.file = new JsonStream(file);
    this.customer = customer;
    this.users = users;
    this.notes = notes;
    this.reader = new KeycloakUsers(notes);
  }

  @Override
  public Checked check(Findings damage, Progress progress) {
    long[] records = new long[1];
    return file.check(
        damage,
        parser -> {
          walk(parser, (section, line, element) -> progress.at(++records[0], records[0] + 1));
          return records[0];
        });
  }

  /** Is given each element of the realm's lists. */
  @FunctionalInterface
  private interface Elements {
    void element(String section, long line, ObjectNode element);
  }

  private static void walk(JsonParser parser, Elements elements) throws IOException {
    JsonToken root = parser.nextToken();
    // Several realms in one file are a list; their users all go to the customer that was named.
    if (root == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        realm(parser, elements);
      }
    } else if (root == JsonToken.START_OBJECT) {
      realm(parser, elements);
    } else {
      throw new InvalidInput("The file is no realm export: it does not begin with an object");
    }
  }

  private static void realm(JsonParser parser, Elements elements) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String section = parser.currentName();
      boolean list = parser.nextToken() == JsonToken.START_ARRAY;
      if (!list || !LISTS.contains(section)) {
        parser.skipChildren();
      } else {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          long line = JsonStream.line(parser);
          elements.element(section, line, JsonStream.object(parser));
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
            (section, line, element) -> {
              position[0]++;
              if (position[0] > after) {
                user(position[0], line, element, sink, problems, remarks);
              }
            }));
  }

  private void user(
      long position,
      long line,
      ObjectNode element,
      Consumer<Entry<?>> sink,
      Findings problems,
      Findings remarks) {
    if (KeycloakUsers.ofClient(element)) {
      notes.merge("service account of a client", 1L, Long::sum);
      return;
    }
    try {
      User user = reader.read(element, line, remarks).of(customer);
      sink.accept(new Entry<>(position, line, 1_000, users, user));
    } catch (InvalidRecord | InvalidInput e) {
      String name = "user " + element.path("username").asText();
      problems.found(line, name, "cannot be used: " + e.getMessage());
    }
  }
}

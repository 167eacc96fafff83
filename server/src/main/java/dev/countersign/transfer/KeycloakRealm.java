package dev.countersign.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import dev.countersign.transfer.KeycloakContext.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A realm as {@code kc.sh export} writes it, in one file or in several of which each has some of
 * the users: one JSON object with lists of users, clients, groups and roles. What users refer to is
 * read first, wherever it stands.
 */
final class KeycloakRealm implements Source {
  private static final String USERS = "users";
  private static final String ROLES = "roles";
  private static final Set<String> FIRST = Set.of(ROLES, "groups", "clients");
  private static final Set<String> SECOND = Set.of(USERS);

  private final JsonStream file;
  private final KeycloakContext context;
  private final KeycloakRoles roles;
  private final KeycloakClients clients;
  private final KeycloakUsers users;

  KeycloakRealm(Path file, KeycloakContext context) {
    this.file = new JsonStream(file);
    this.context = context;
    this.roles = new KeycloakRoles(context);
    this.clients = new KeycloakClients(context);
    this.users = new KeycloakUsers(context.notes());
  }

  @Override
  public Checked check(Findings damage, Progress progress) {
    long[] records = new long[1];
    return file.check(
        damage,
        parser -> {
          walk(
              parser,
              SECOND,
              (section, owner, line, element) -> progress.at(++records[0], records[0] + 1));
          return records[0];
        });
  }

  /** Is given each element of the realm's lists; the owner is the client of a role, or empty. */
  @FunctionalInterface
  private interface Elements {
    void element(String section, String owner, long line, ObjectNode element);
  }

  private static void walk(JsonParser parser, Set<String> sections, Elements elements)
      throws IOException {
    JsonToken root = parser.nextToken();
    // Several realms in one file are a list; their users all go to the customer that was named.
    if (root == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        realm(parser, sections, elements);
      }
    } else if (root == JsonToken.START_OBJECT) {
      realm(parser, sections, elements);
    } else {
      throw new InvalidInput("The file is no realm export: it does not begin with an object");
    }
  }

  private static void realm(JsonParser parser, Set<String> sections, Elements elements)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String section = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!sections.contains(section)) {
        parser.skipChildren();
      } else if (section.equals(ROLES) && value == JsonToken.START_OBJECT) {
        roles(parser, "", elements);
      } else {
        list(parser, section, "", elements);
      }
    }
  }

  /** Lists of roles: the realm's, and in an object of their own those of clients, by client. */
  private static void roles(JsonParser parser, String owner, Elements elements) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        roles(parser, name, elements);
      } else {
        list(parser, ROLES, owner.isEmpty() ? "" : name, elements);
      }
    }
  }

  private static void list(JsonParser parser, String section, String owner, Elements elements)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long line = JsonStream.line(parser);
      elements.element(section, owner, line, JsonStream.object(parser));
    }
  }

  @Override
  public void each(long after, Consumer<Entry<?>> sink, Findings problems, Findings remarks) {
    Run run = new Run(after, sink, problems, remarks);
    file.walk(parser -> walk(parser, FIRST, run::element));
    file.walk(parser -> walk(parser, SECOND, run::element));
  }

  /** One reading; its records are numbered as they are made, alike at every reading. */
  private final class Run implements Sink {
    private final long after;
    private final Consumer<Entry<?>> sink;
    private final Findings problems;
    private final Findings remarks;
    private long position;
    private long line;

    Run(long after, Consumer<Entry<?>> sink, Findings problems, Findings remarks) {
      this.after = after;
      this.sink = sink;
      this.problems = problems;
      this.remarks = remarks;
    }

    void element(String section, String owner, long at, ObjectNode element) {
      line = at;
      try {
        switch (section) {
          case ROLES -> roles.role(owner, element, this);
          case "groups" -> roles.group("", element, this);
          case "clients" -> clients.client(element, this);
          default -> user(element);
        }
      } catch (InvalidRecord | InvalidInput e) {
        if (position >= after) {
          problems.found(at, name(section, element), "cannot be used: " + e.getMessage());
        }
      }
    }

    private static String name(String section, ObjectNode element) {
      String type = section.substring(0, section.length() - 1);
      for (String member : Set.of("username", "clientId")) {
        if (element.has(member)) {
          return type + " " + element.path(member).asText();
        }
      }
      return type + " " + element.path("name").asText();
    }

    private void user(ObjectNode element) {
      if (KeycloakUsers.ofClient(element)) {
        context.note("service account of a client");
        return;
      }
      User user = users.read(element, line, this::remarked).of(context.customer());
      record(context.kinds().users(), user);
      for (JsonNode one : element.path("credentials")) {
        if (one instanceof ObjectNode credential && one.path("type").asText().equals("otp")) {
          KeycloakApps.read(context.customer(), user.id(), credential)
              .ifPresentOrElse(
                  app -> record(context.kinds().totp(), app),
                  () ->
                      remark(
                          "user " + user.userName(),
                          "is taken over without the app's codes, which are of another kind"));
        }
      }
      roles.memberships(element, user.id(), this);
    }

    @Override
    public <T> void record(RecordKind<T> kind, T item) {
      position++;
      if (position > after) {
        sink.accept(new Entry<>(position, line, 1_000, kind, item));
      }
    }

    @Override
    public void remark(String record, String message) {
      remarked(line, record, message);
    }

    private void remarked(long at, String record, String message) {
      if (position >= after) {
        remarks.found(at, record, message);
      }
    }
  }
}

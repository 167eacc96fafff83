package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.naming.Label;
import dev.countersign.transfer.KeycloakContext.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keycloak's groups and roles. A group is named by its path, as clients are told it there, and a
 * role of a client by the client's id, a colon and the role's name.
 */
final class KeycloakRoles {
  /** Clients that every realm has for itself. */
  static final Set<String> BUILT_IN_CLIENTS =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private static final Set<String> BUILT_IN = Set.of("offline_access", "uma_authorization");
  private static final String DEFAULT = "default-roles-";

  private final KeycloakContext context;

  KeycloakRoles(KeycloakContext context) {
    this.context = context;
  }

  /** A role of the realm, or, where the client is not empty, of that client. */
  void role(String client, ObjectNode role, Sink sink) {
    String name = name(client, role.path("name").asText());
    if (builtIn(client, role.path("name").asText())) {
      return;
    }
    if (role.path("composite").asBoolean(false)) {
      context.note("roles within the role " + name);
    }
    String description = role.path("description").asText("");
    if (description.startsWith("${")) {
      description = "";
    }
    Label label = Label.of("A role's name", name);
    sink.record(
        context.kinds().roles(),
        new UserRole(
            context.customer(),
            context.roleId(name),
            label.given(),
            label.key(),
            description,
            Instant.EPOCH));
  }

  private static String name(String client, String role) {
    return client.isEmpty() ? role : client + ":" + role;
  }

  private static boolean builtIn(String client, String role) {
    if (client.isEmpty()) {
      return BUILT_IN.contains(role) || role.startsWith(DEFAULT);
    }
    return BUILT_IN_CLIENTS.contains(client);
  }

  /** A group with those within it. */
  void group(String parent, ObjectNode group, Sink sink) {
    String path = parent + "/" + group.path("name").asText();
    Label label = Label.of("A group's name", path);
    long id = context.groupId(path);
    sink.record(
        context.kinds().groups(),
        new UserGroup(context.customer(), id, label.given(), label.key(), "", Instant.EPOCH));
    for (String role : roles(group)) {
      sink.record(
          context.kinds().roleGroups(),
          new RoleGroupsKind.Given(context.customer(), context.roleId(role), List.of(id)));
    }
    for (JsonNode inner : group.path("subGroups")) {
      if (inner instanceof ObjectNode object) {
        group(path, object, sink);
      }
    }
  }

  /** The names of the roles that a user or a group has. */
  private static List<String> roles(ObjectNode holder) {
    List<String> names = new ArrayList<>();
    for (JsonNode role : holder.path("realmRoles")) {
      if (!builtIn("", role.asText())) {
        names.add(role.asText());
      }
    }
    for (Map.Entry<String, JsonNode> client : holder.path("clientRoles").properties()) {
      for (JsonNode role : client.getValue()) {
        if (!builtIn(client.getKey(), role.asText())) {
          names.add(name(client.getKey(), role.asText()));
        }
      }
    }
    return names;
  }

  /** What groups a person is in and what roles they have. */
  void memberships(ObjectNode user, UserId id, Sink sink) {
    for (JsonNode path : user.path("groups")) {
      sink.record(
          context.kinds().groupMembers(),
          new RosterKind.Members(context.customer(), context.groupId(path.asText()), List.of(id)));
    }
    for (String role : roles(user)) {
      sink.record(
          context.kinds().roleHolders(),
          new RosterKind.Members(context.customer(), context.roleId(role), List.of(id)));
    }
  }
}

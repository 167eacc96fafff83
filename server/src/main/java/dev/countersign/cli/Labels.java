package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserLabel;
import dev.countersign.domain.UserRole;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds groups and roles by the names people type, and shows them. */
final class Labels {
  private Labels() {}

  static UserGroup group(Core core, Customer customer, String name) {
    return core.lifecycle
        .groups
        .find(customer.id(), name)
        .orElseThrow(() -> new CommandFailed(missing(customer, "group", name)));
  }

  static UserRole role(Core core, Customer customer, String name) {
    return core.lifecycle
        .roles
        .find(customer.id(), name)
        .orElseThrow(() -> new CommandFailed(missing(customer, "role", name)));
  }

  private static String missing(Customer customer, String what, String name) {
    return "Customer \""
        + customer.name()
        + "\" has no "
        + what
        + " \""
        + name
        + "\". \"countersign "
        + what
        + " list --customer "
        + customer.name()
        + "\" shows all.";
  }

  static Map<String, Object> fields(UserLabel label) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(label.id()));
    fields.put("name", label.name());
    fields.put("description", label.description());
    return fields;
  }

  static String text(Map<String, Object> fields) {
    return "%-30s  id %s  %s"
        .formatted(fields.get("name"), fields.get("id"), fields.get("description"))
        .stripTrailing();
  }
}

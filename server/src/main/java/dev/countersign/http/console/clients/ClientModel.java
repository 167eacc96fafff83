package dev.countersign.http.console.clients;

import dev.countersign.domain.Client;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * One client.
 *
 * @param frame what is around it
 * @param client as stored
 * @param state whether it is switched on
 * @param path of the page
 * @param groups its settings
 * @param problems what is to be put right in them
 * @param rotate what gives it another secret
 * @param disable what switches it off
 * @param delete what removes it
 */
public record ClientModel(
    ConsoleFrame frame,
    Client client,
    Cell.Badge state,
    String path,
    List<InputGroup> groups,
    Problems problems,
    Confirmation rotate,
    Confirmation disable,
    Confirmation delete) {
  /** The field that tells which state of the client the form was filled in from. */
  public static final String SEEN = "seen";

  /** Keeps an unmodifiable copy. */
  public ClientModel {
    groups = List.copyOf(groups);
  }

  /** What the field says. */
  public String seen() {
    return Long.toString(client.updatedAt().toEpochMilli());
  }
}

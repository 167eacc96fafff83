package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.StoredKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description =
        "Lists the keys this server signs tokens with: pending (published, not yet signing), active"
            + " (signing), retired (published until the last token it signed is dead).")
final class KeyList implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "Print a JSON array, one key a line.")
  private boolean json;

  KeyList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      core.ring.refresh();
      long count =
          new Listing<>(shell, json, StoredKey::kid, KeyList::fields, KeyList::text)
              .print(core.ring.stored());
      if (count == 0 && !json) {
        shell.line("There are no signing keys yet; the first is made when the server starts.");
      }
    }
    return ExitCodes.OK;
  }

  static Map<String, Object> fields(StoredKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kid", key.kid());
    fields.put("algorithm", key.algorithm());
    fields.put("state", key.state().name().toLowerCase(Locale.ROOT));
    fields.put("createdAt", key.createdAt().toString());
    putIfKnown(fields, "activatedAt", key.activatedAt());
    putIfKnown(fields, "retiredAt", key.retiredAt());
    return fields;
  }

  private static void putIfKnown(
      Map<String, Object> fields, String name, @Nullable Instant instant) {
    if (instant != null) {
      fields.put(name, instant.toString());
    }
  }

  private static String text(StoredKey key) {
    return "%s  %s  %-7s  created %s"
        .formatted(
            key.kid(),
            key.algorithm(),
            key.state().name().toLowerCase(Locale.ROOT),
            key.createdAt());
  }
}

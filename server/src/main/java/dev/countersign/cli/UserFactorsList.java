package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.User;
import dev.countersign.factor.FactorAdministration.Overview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "Lists a user's passkeys, app for codes, recovery codes and remembered browsers.",
      "",
      "Nothing secret is shown."
    })
final class UserFactorsList implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserFactorsList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      Overview overview = core.factors.administration.of(user.customerId(), user.id());
      if (json) {
        shell.json(fields(overview));
      } else {
        print(overview);
      }
    }
    return ExitCodes.OK;
  }

  private static Map<String, Object> fields(Overview overview) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("secondFactorAsked", overview.demanded());
    List<Map<String, Object>> passkeys =
        overview.passkeys().stream().map(UserFactorsList::fields).toList();
    fields.put("passkeys", passkeys);
    fields.put("app", overview.app().isPresent());
    fields.put("recoveryCodes", overview.recoveryCodes());
    fields.put("rememberedBrowsers", overview.rememberedBrowsers());
    return fields;
  }

  private static Map<String, Object> fields(Passkey passkey) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", passkey.name());
    fields.put("synced", passkey.backupEligible());
    fields.put("createdAt", passkey.createdAt().toString());
    fields.put("lastUsedAt", passkey.lastUsed().map(Object::toString).orElse(""));
    return fields;
  }

  private void print(Overview overview) {
    shell.line("Second factor asked:  " + word(overview.demanded()));
    for (Passkey passkey : overview.passkeys()) {
      shell.line(
          "Passkey:              %s  created %s  last used %s"
              .formatted(
                  passkey.name(),
                  passkey.createdAt(),
                  passkey.lastUsed().map(Object::toString).orElse("never")));
    }
    shell.line("App for codes:        " + word(overview.app().isPresent()));
    shell.line("Recovery codes left:  " + overview.recoveryCodes());
    shell.line("Remembered browsers:  " + overview.rememberedBrowsers());
  }

  private static String word(boolean truth) {
    if (truth) {
      return "yes";
    }
    return "no";
  }
}

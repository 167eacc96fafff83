package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Makes a role of a customer.")
final class RoleCreate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "What to call it; clients are told so.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--description", paramLabel = "TEXT", description = "For people who administer.")
  private String about = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  RoleCreate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      UserRole made;
      try {
        made = core.lifecycle.roles.create(owner.customer(core).id(), name, about, Origin.CLI);
      } catch (InvalidInput e) {
        throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
      }
      if (json) {
        shell.json(Labels.fields(made));
      } else {
        shell.line("Created role " + made.name() + " (id " + made.id() + ").");
      }
    }
    return ExitCodes.OK;
  }
}

package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Makes an API key with the scopes given, and shows it once.",
    footer = {
      "",
      "Scopes: users:read users:write face:enroll face:verify face:search logs:read settings:read",
      "  settings:write keys:read keys:write tokens:introspect customers:read clients:read",
      "  clients:write groups:read groups:write",
      "",
      "Example:",
      "  countersign customer key create acme --label gate --scope face:verify --scope users:read"
    })
final class CustomerKeyCreate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      required = true,
      description = "What to call it.")
  private String label = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE...",
      required = true,
      parameterConsumer = Several.class,
      description = "What it may do; several with commas or spaces between them.")
  private List<String> scopes = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerKeyCreate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Set<Scope> parsed = parsed();
    try (Core core = shell.open()) {
      var customer = Shell.customer(core, name);
      NewKey made = core.apiKeys.create(customer.id(), label, parsed, Origin.CLI);
      print(shell, json, "Created", made);
    }
    return ExitCodes.OK;
  }

  private Set<Scope> parsed() {
    Set<Scope> parsed = EnumSet.noneOf(Scope.class);
    for (String text : scopes) {
      parsed.add(Scope.parse(text).orElseThrow(() -> unknown(text)));
    }
    return parsed;
  }

  private static CommandFailed unknown(String text) {
    String known = Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(", "));
    return new CommandFailed(
        ExitCodes.USAGE, "There is no scope \"" + text + "\". The scopes are: " + known);
  }

  static void print(Shell shell, boolean json, String done, NewKey made) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>(CustomerKeyList.fields(made.key()));
      fields.put("apiKey", made.secret().text());
      shell.json(fields);
      return;
    }
    shell.line(done + " key " + made.key().label() + " (" + Scope.join(made.key().scopes()) + ").");
    shell.line("The key, which is not shown again: " + made.secret().text());
  }
}

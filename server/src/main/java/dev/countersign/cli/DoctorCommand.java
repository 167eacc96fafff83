package dev.countersign.cli;

import dev.countersign.cli.doctor.Examination;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationException;
import dev.countersign.health.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description =
        "Looks for what is wrong: configuration, data folder, key file, database, signing keys,"
            + " clock, disk space, mail, native libraries. Changes nothing.")
final class DoctorCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "Print a JSON array, one finding a line.")
  private boolean json;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    new Listing<>(shell, json, Finding::check, DoctorCommand::fields, DoctorCommand::text)
        .print(findings);
    long problems = findings.stream().filter(Finding::isProblem).count();
    if (!json) {
      shell.line(summary(problems));
    }
    if (problems > 0) {
      return ExitCodes.FAILED;
    }
    return ExitCodes.OK;
  }

  private List<Finding> findings() {
    Configuration configuration;
    try {
      configuration = shell.configuration();
    } catch (ConfigurationException e) {
      return e.errors().stream().map(error -> Finding.problem("configuration", error)).toList();
    }
    return new Examination(
            configuration, shell.surroundings().clock(), shell.surroundings().random())
        .findings();
  }

  private static String summary(long problems) {
    if (problems == 0) {
      return "No problems.";
    }
    if (problems == 1) {
      return "1 problem.";
    }
    return problems + " problems.";
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("check", finding.check());
    fields.put("state", finding.state().name().toLowerCase(Locale.ROOT));
    fields.put("message", finding.message());
    return fields;
  }

  private static String text(Finding finding) {
    String state = finding.state().name().toLowerCase(Locale.ROOT);
    return "%-8s %-14s %s".formatted(state, finding.check(), finding.message());
  }
}

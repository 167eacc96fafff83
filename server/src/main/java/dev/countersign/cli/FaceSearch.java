package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.FaceSearch.Request;
import dev.countersign.matching.SearchResult;
import dev.countersign.matching.SearchResult.Busy;
import dev.countersign.matching.SearchResult.Found;
import dev.countersign.matching.SearchResult.Person;
import dev.countersign.matching.SearchResult.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "search",
    description = "Finds out whose face a picture shows, among all of a customer's people.",
    footer = {
      "",
      "Examples:",
      "  countersign face search --customer acme --image camera.jpg",
      "  countersign face search --customer acme --image camera.jpg --space staff --space guests",
      "  countersign face search --customer acme --image camera.jpg --threshold 0.7 --json",
      "",
      "It ends with 4 when nobody is found."
    })
final class FaceSearch implements Callable<Integer> {
  private final Shell shell;

  @Mixin private UserOption owner = new UserOption();

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "The picture of the person who is looked for.")
  private Path image = Path.of("");

  @Option(
      names = "--space",
      paramLabel = "NAME",
      description = "Look only in this search space; may be given several times.")
  private List<String> spaces = List.of();

  @Option(
      names = "--threshold",
      defaultValue = "0.5",
      paramLabel = "T",
      description = {
        "The least score, 0 to 1, by default 0.5; or how often a search may find a stranger, such"
            + " as fmr:1e-3."
      })
  private String threshold = "0.5";

  @Option(names = "--json", description = "Print a JSON array, one person a line.")
  private boolean json;

  FaceSearch(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    AskedThreshold asked = AskedThreshold.threshold(threshold);
    String url = LocalPicture.url(image);
    try (Core core = shell.openForAddresses()) {
      Customer customer = owner.customer(core);
      core.faceFeatures.galleries.start();
      Optional<List<String>> within = Optional.of(spaces).filter(names -> !names.isEmpty());
      Request request = new Request(customer.id(), url, asked, within, Origin.CLI);
      SearchResult result =
          Patience.ask(() -> core.faceFeatures.search.search(request), FaceSearch::later);
      return switch (result) {
        case Found found -> print(found);
        case Refused(var refusal) -> throw FaceRefusals.failure(refusal);
        case Busy _ -> throw FaceRefusals.busy();
      };
    }
  }

  private static Optional<Duration> later(SearchResult result) {
    return result instanceof Busy busy ? Optional.of(busy.retryAfter()) : Optional.empty();
  }

  private int print(Found found) {
    long count =
        new Listing<Person>(shell, json, Person::userName, FaceSearch::fields, FaceSearch::text)
            .print(found.people());
    if (count > 0) {
      return ExitCodes.OK;
    }
    if (!json) {
      shell.line(
          String.format(
              Locale.ROOT, "Nobody's face scores %.4f or more.", found.threshold().score()));
    }
    return ExitCodes.NO_MATCH;
  }

  private static Map<String, Object> fields(Person person) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userName", person.userName());
    fields.put("score", person.score());
    fields.put("blacklisted", person.blacklisted());
    return fields;
  }

  private static String text(Person person) {
    String listed = person.blacklisted() ? "  on the black list" : "";
    return String.format(Locale.ROOT, "%.4f  %s%s", person.score(), person.userName(), listed);
  }
}

package dev.countersign.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the measurements. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the server beside the primitives it is made of.",
    subcommands = {
      SignatureBench.class,
      LoginBench.class,
      LookupBench.class,
      FailingLoginBench.class,
      StartBench.class,
      CrashBench.class,
      ProviderBench.class,
      ConsoleBench.class,
      SearchBench.class,
      GalleryLoadBench.class,
      FaceBench.class
    },
    footer = {
      "",
      "Each command but search and gallery-load starts the real server in a process and loads it from this one,",
      "on the same processors. Build first: make build.",
    })
final class Bench {
  private Bench() {}

  public static void main(String... arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}

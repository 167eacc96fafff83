package dev.countersign.bench;

import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Hit;
import dev.countersign.matching.Galleries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long after its start a server with many faces can search them. */
@Command(
    name = "gallery-load",
    mixinStandardHelpOptions = true,
    description =
        "Seconds from the start until the faces of a customer can be searched, the memory they"
            + " take, and the time of a search.")
final class GalleryLoadBench implements Runnable {
  /** The decision at low precision: nobody is searched for below it. */
  private static final double LEAST = 0.42;

  private static final double MILLION = 1e6;
  private static final int WARM_UP = 200;

  @Option(
      names = "--people",
      defaultValue = "1000000",
      description =
          "How many have a face. Default: ${DEFAULT-VALUE}. Filling takes far longer than"
              + " loading.")
  private int count;

  @Option(names = "--dimension", defaultValue = "512", description = "Numbers of an embedding.")
  private int dimension;

  @Option(names = "--only", description = "sqlite or postgres; both unless given.")
  private String only = "";

  private final Table table =
      new Table(
          "database",
          "people",
          "filled in",
          "searchable after",
          "a second",
          "memory",
          "search p50",
          "p99",
          "found");

  @Override
  public void run() {
    if (!only.equals("postgres")) {
      measure("SQLite", Stage.sqlite(Map.of()));
    }
    if (!only.equals("sqlite")) {
      try (Postgres postgres = Postgres.start()) {
        measure("PostgreSQL", Stage.postgres(postgres.jdbcUrl(), Map.of()));
      }
    }
    table.print();
  }

  private void measure(String database, Stage stage) {
    CustomerId customer = stage.customer().id();
    FacePopulation people = FacePopulation.invented(dimension, 1);
    long begun = System.nanoTime();
    List<FaceFiller.Known> known;
    try (Core core = open(stage)) {
      known = new FaceFiller(core, customer, people).fill(count);
    }
    double filled = seconds(begun);
    System.gc();
    long before = residentBytes();
    try (Core core = open(stage)) {
      double loaded = load(core.faceFeatures.galleries, customer);
      System.gc();
      long taken = residentBytes() - before;
      Searches searches = search(core.faceFeatures.galleries, customer, people, known);
      table.row(
          database,
          Table.number(count),
          "%.0f s".formatted(filled),
          "%.1f s".formatted(loaded),
          Table.number(count / loaded),
          "%,d MB".formatted(taken >> 20),
          Table.millis(searches.percentile(0.5)),
          Table.millis(searches.percentile(0.99)),
          "%,d of %,d".formatted(searches.found, known.size()));
    }
  }

  private static Core open(Stage stage) {
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), stage.settings()));
    return Core.open(
        configuration, InstantSource.system(), new SecureRandom(), new SimpleMeterRegistry());
  }

  /** Begins as a server does, and waits. */
  private static double load(Galleries galleries, CustomerId customer) {
    long begun = System.nanoTime();
    galleries.start();
    while (!galleries.ready(customer)) {
      pause();
    }
    return seconds(begun);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Searches(double[] sortedMillis, int found) {
    double percentile(double share) {
      return sortedMillis[(int) (share * (sortedMillis.length - 1))];
    }
  }

  private static Searches search(
      Galleries galleries,
      CustomerId customer,
      FacePopulation people,
      List<FaceFiller.Known> known) {
    double[] millis = new double[known.size()];
    int found = 0;
    for (int i = -WARM_UP; i < known.size(); i++) {
      FaceFiller.Known person = known.get(Math.floorMod(i, known.size()));
      Embedding probe = people.again(person.face(), people.genuineCosine(LEAST));
      long begun = System.nanoTime();
      List<Hit> hits =
          galleries
              .search(customer, FaceFiller.MODEL, probe, 1, LEAST, Optional.empty())
              .orElseThrow();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begun) / MILLION;
        found += hits.stream().anyMatch(hit -> hit.id() == person.user().value()) ? 1 : 0;
      }
    }
    Arrays.sort(millis);
    return new Searches(millis, found);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / (MILLION * 1_000);
  }

  /** This process's memory without mapped files, where the system tells. */
  private static long residentBytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}

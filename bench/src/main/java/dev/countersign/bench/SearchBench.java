package dev.countersign.bench;

import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Gallery;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whose face it is among many: time, memory and how often the right one is found. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "1:N search in galleries of several sizes, on one core, beside the full scan.")
final class SearchBench implements Callable<Integer> {
  /** The decision at low precision: nobody is searched for below it. */
  private static final double LEAST = 0.42;

  private static final double STEP = 0.02;
  private static final int STEPS = 10;
  private static final double MILLION = 1e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Option(names = "--sizes", split = ",", defaultValue = "1000,10000,100000,1000000")
  private List<Integer> sizes = List.of();

  @Option(names = "--dimension", defaultValue = "512", description = "Numbers of an embedding.")
  private int dimension;

  @Option(
      names = "--embeddings",
      description = "File of float32 embeddings to take mean and covariance from.")
  private Optional<Path> embeddings = Optional.empty();

  @Option(names = "--probes", defaultValue = "1000", description = "Searches of each kind.")
  private int probes;

  private final Table table =
      new Table(
          "templates",
          "load",
          "bytes each",
          "search p50",
          "p99",
          "all compared p50",
          "of 1,000 ids p50",
          "best found as by full scan",
          "person found at .42",
          "person found above .42",
          "above .50");

  @Override
  public Integer call() {
    FacePopulation people =
        embeddings
            .map(file -> FacePopulation.like(file, dimension, 1))
            .orElseGet(() -> FacePopulation.invented(dimension, 1));
    double[] rates = people.falseMatches(3_000, 0.35, 0.42, 0.50);
    System.out.printf(
        "Pairs of strangers at .35 %.1e, at .42 %.1e, at .50 %.1e%n%n",
        rates[0], rates[1], rates[2]);
    sizes.forEach(size -> measure(people, size));
    table.print();
    return 0;
  }

  private void measure(FacePopulation people, int size) {
    try (Gallery gallery = new Gallery(dimension)) {
      Embedding[] known = new Embedding[Math.min(size, probes)];
      double load = load(gallery, people, known, size);
      Times times = new Times(gallery, people, known);
      times.measure(probes);
      double[] recall = recall(gallery, people, known);
      table.row(
          Table.number(size),
          "%.1f s".formatted(load),
          Table.number((double) gallery.bytes() / size),
          Table.millis(percentile(times.search, 0.5)),
          Table.millis(percentile(times.search, 0.99)),
          Table.millis(percentile(times.all, 0.5)),
          Table.millis(percentile(times.members, 0.5)),
          "%,d of %,d".formatted(times.agreed, times.all.length),
          "%.4f".formatted(recall[0]),
          "%.5f".formatted(weighted(recall, 0)),
          "%.5f".formatted(weighted(recall, 4)));
    }
  }

  /** The known ones are spread evenly: person i of them is number i · size / known. */
  private double load(Gallery gallery, FacePopulation people, Embedding[] known, int size) {
    long nanos = 0;
    int stride = size / known.length;
    for (int id = 0; id < size; id++) {
      Embedding template = people.stranger();
      if (id % stride == 0 && id / stride < known.length) {
        known[id / stride] = template;
      }
      long start = cpuNanos();
      gallery.put(id, template);
      nanos += cpuNanos() - start;
      if (id % 50_000 == 0) {
        System.err.printf("\r  %,d of %,d templates", id, size);
      }
    }
    System.err.println();
    return nanos / 1e9;
  }

  /** The share of people found, by the cosine of probe and template: .42, .44 … .60. */
  private double[] recall(Gallery gallery, FacePopulation people, Embedding[] known) {
    double[] recall = new double[STEPS];
    int stride = gallery.size() / known.length;
    for (int step = 0; step < STEPS; step++) {
      System.err.printf("\r  people at a cosine of %.2f  ", LEAST + step * STEP);
      int found = 0;
      for (int i = 0; i < probes; i++) {
        long id = i % known.length;
        Embedding probe = people.again(known[(int) id], LEAST + step * STEP);
        double least = LEAST + step * STEP - Gallery.PRECISION;
        // Others may be nearer: what matters is that the person is among those found.
        List<Hit> hits = gallery.search(probe, Gallery.MOST, least);
        found += hits.stream().anyMatch(hit -> hit.id() == id * stride) ? 1 : 0;
      }
      recall[step] = (double) found / probes;
    }
    System.err.println();
    return recall;
  }

  /** Each step stands for the cosines up to the next; the last for all above. Errs downwards. */
  private static double weighted(double[] recall, int from) {
    double sum = 0;
    double weights = 0;
    for (int step = from; step < STEPS; step++) {
      double lower = LEAST + step * STEP;
      double upper = step == STEPS - 1 ? 1 : lower + STEP;
      double weight = normal((upper - 0.7) / 0.1) - normal((lower - 0.7) / 0.1);
      sum += weight * recall[step];
      weights += weight;
    }
    return sum / weights;
  }

  /** The normal distribution's cumulative function; Abramowitz and Stegun 26.2.17. */
  private static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        Math.exp(-x * x / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x > 0 ? 1 - tail : tail;
  }

  /** Processor time of this thread, which other work on the machine does not lengthen. */
  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static double percentile(double[] millis, double share) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  /** Milliseconds of processor time of searches one after another, for people at usual cosines. */
  private static final class Times {
    private final Gallery gallery;
    private final FacePopulation people;
    private final Embedding[] known;
    private final IdSet thousand;
    private double[] search = {};
    private double[] members = {};
    private double[] all = {};
    private int agreed;

    Times(Gallery gallery, FacePopulation people, Embedding[] known) {
      this.gallery = gallery;
      this.people = people;
      this.known = known;
      int size = gallery.size();
      this.thousand = IdSet.of(LongStream.range(0, 1000).map(i -> people.below(size)).toArray());
    }

    void measure(int probes) {
      search = new double[probes];
      members = new double[probes];
      all = new double[probes];
      for (int i = -200; i < probes; i++) {
        Embedding probe =
            people.again(known[people.below(known.length)], people.genuineCosine(LEAST));
        step(probe, i);
      }
    }

    /** Negative steps warm up. */
    private void step(Embedding probe, int i) {
      long start = cpuNanos();
      List<Hit> found = gallery.search(probe, 1, LEAST);
      long searched = cpuNanos();
      gallery.search(probe, 1, LEAST, thousand);
      long looked = cpuNanos();
      if (i >= 0) {
        search[i] = (searched - start) / MILLION;
        members[i] = (looked - searched) / MILLION;
      }
      if (i < all.length) {
        compareWithAll(probe, found, i);
      }
    }

    private void compareWithAll(Embedding probe, List<Hit> found, int i) {
      long start = cpuNanos();
      List<Hit> truth = gallery.searchAll(probe, 1, LEAST);
      if (i >= 0) {
        all[i] = (cpuNanos() - start) / MILLION;
        agreed += truth.equals(found) ? 1 : 0;
      }
    }
  }
}

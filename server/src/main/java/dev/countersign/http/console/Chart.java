package dev.countersign.http.console;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stacked bars, drawn on the server; what they show is there as a table as well.
 *
 * @param id of the drawing in its page
 * @param title what it shows
 * @param series what the parts of a bar stand for, from the foot up
 * @param bars from left to right
 * @param mark where a line is drawn across, as a part of the width; absent for none
 * @param markLabel what the line is
 */
public record Chart(
    String id,
    String title,
    List<Series> series,
    List<Bar> bars,
    OptionalDouble mark,
    String markLabel) {
  /** In the units of the drawing. */
  public static final int WIDTH = 720;

  public static final int HEIGHT = 151;
  private static final int FOOT = 150;
  private static final int TOP = 12;
  private static final double GAP = 0.18;
  private static final int MOST_LABELS = 8;

  /** Keeps unmodifiable copies. */
  public Chart {
    series = List.copyOf(series);
    bars = List.copyOf(bars);
  }

  /**
   * What one part of each bar stands for.
   *
   * @param label its name
   * @param tone {@code good} or {@code bad}
   */
  public record Series(String label, String tone) {}

  /**
   * One bar.
   *
   * @param label what stands below it
   * @param values its parts, in the order of the series
   */
  public record Bar(String label, List<Long> values) {
    /** Keeps an unmodifiable copy. */
    public Bar {
      values = List.copyOf(values);
    }

    long total() {
      return values.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A rectangle to draw. */
  public record Part(String tone, String x, String y, String width, String height, String said) {}

  /** What the highest bar shows. */
  public long highest() {
    return bars.stream().mapToLong(Bar::total).max().orElse(0);
  }

  private double step() {
    return (double) WIDTH / Math.max(1, bars.size());
  }

  /** Everything to draw. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    double scale = (double) (FOOT - TOP) / Math.max(1, highest());
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double foot = FOOT;
      for (int j = 0; j < bar.values().size(); j++) {
        long value = bar.values().get(j);
        double height = value * scale;
        if (value > 0) {
          foot -= height;
          parts.add(
              new Part(
                  series.get(j).tone(),
                  number((i + GAP / 2) * step()),
                  number(foot),
                  number(step() * (1 - GAP)),
                  number(height),
                  bar.label() + ": " + value + " " + series.get(j).label()));
        }
      }
    }
    return parts;
  }

  /**
   * Words for each bar, so that each stands below its own; where there is no room for them, none.
   */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    int every = Math.max(1, Math.ceilDiv(bars.size(), MOST_LABELS));
    for (int i = 0; i < bars.size(); i++) {
      labels.add(i % every == 0 ? bars.get(i).label() : "");
    }
    return labels;
  }

  /** Where the line stands. */
  public String markAt() {
    return number(mark.orElse(0) * WIDTH);
  }

  private static String number(double value) {
    return Double.toString(Math.rint(value * 10) / 10);
  }
}

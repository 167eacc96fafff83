package dev.countersign.evaluation;

import dev.countersign.evaluation.ErrorRates.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Curves of one error over another, both on logarithmic axes, as an SVG picture that follows the
 * reader's light or dark mode.
 */
final class DetChart {
  private static final double LEFT = 74;
  private static final double TOP = 48;
  private static final double WIDTH = 520;
  private static final double HEIGHT = 340;
  private static final double LEAST_REFUSED = 1e-4;
  private static final int TITLE = 16;

  private static final String STYLE =
      """
      <style>
        svg { background: #fff; font: 12px system-ui, sans-serif }
        text { fill: #333 } .grid { stroke: #ddd } .frame { fill: none; stroke: #888 }
        .title { font-size: 15px; font-weight: 600 }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
        .c0 { stroke: #1668c4 } .c1 { stroke: #c2410c } .c2 { stroke: #15803d }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181d } text { fill: #d6d8dc }
          .grid { stroke: #33363d } .frame { stroke: #777b84 }
          .c0 { stroke: #6db1ff } .c1 { stroke: #ff9d5c } .c2 { stroke: #5fd38a }
        }
      </style>
      """;

  private final String title;
  private final String across;
  private final String upward;
  private final double leastAccepted;
  private final List<Curve> curves;

  /** A line with a name. */
  record Curve(String name, List<Point> points) {}

  DetChart(String title, String across, String upward, double leastAccepted, List<Curve> curves) {
    this.title = title;
    this.across = across;
    this.upward = upward;
    this.leastAccepted = leastAccepted;
    this.curves = List.copyOf(curves);
  }

  /** The picture's file. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 620 450\" width=\"620\""
            + " height=\"450\" role=\"img\">\n");
    svg.append("<title>").append(title).append("</title>\n").append(STYLE);
    text(svg, LEFT, 28, "title", "start", title);
    verticals(svg);
    horizontals(svg);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"frame\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"/>%n",
            LEFT,
            TOP,
            WIDTH,
            HEIGHT));
    text(svg, LEFT + WIDTH / 2, TOP + HEIGHT + 42, "label", "middle", across);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text text-anchor=\"middle\" transform=\"translate(20 %.0f) rotate(-90)\">%s</text>%n",
            TOP + HEIGHT / 2,
            upward));
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void verticals(StringBuilder svg) {
    for (double rate : decades(leastAccepted)) {
      double x = x(rate);
      svg.append(grid(x, TOP, x, TOP + HEIGHT));
      text(svg, x, TOP + HEIGHT + TITLE + 2, "tick", "middle", percent(rate));
    }
  }

  private void horizontals(StringBuilder svg) {
    for (double rate : decades(LEAST_REFUSED)) {
      double y = y(rate);
      svg.append(grid(LEFT, y, LEFT + WIDTH, y));
      text(svg, LEFT - 8, y + 4, "tick", "end", percent(rate));
    }
  }

  private void curve(StringBuilder svg, int index) {
    Curve curve = curves.get(index);
    List<String> points = new ArrayList<>();
    for (Point point : curve.points) {
      if (point.accepted() < leastAccepted) {
        break;
      }
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(point.accepted()), y(point.refused())));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline class=\"curve c%d\" points=\"%s\"/>%n",
            index,
            String.join(" ", points)));
    double y = TOP + 20 + 20 * index;
    double x = LEFT + WIDTH - 230;
    svg.append(
        String.format(
            Locale.ROOT, "<path class=\"curve c%d\" d=\"M%.0f %.0fh24\"/>%n", index, x, y - 4));
    text(svg, x + 32, y, "legend", "start", curve.name);
  }

  private static String grid(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(
      StringBuilder svg, double x, double y, String kind, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            kind,
            x,
            y,
            anchor,
            text));
  }

  private static List<Double> decades(double least) {
    List<Double> decades = new ArrayList<>();
    long first = Math.round(Math.log10(least));
    for (long exponent = first; exponent <= 0; exponent++) {
      decades.add(Math.pow(10, (double) exponent));
    }
    return decades;
  }

  private static String percent(double rate) {
    String digits = String.format(Locale.ROOT, "%.4f", 100 * rate);
    return digits.replaceAll("\\.?0+$", "").replaceAll("^$", "0") + " %";
  }

  private double x(double rate) {
    return LEFT + WIDTH * position(rate, leastAccepted);
  }

  private static double y(double rate) {
    return TOP + HEIGHT * (1 - position(rate, LEAST_REFUSED));
  }

  /** From 0 at the least rate to 1 at one. */
  private static double position(double rate, double least) {
    return 1 - Math.log10(Math.clamp(rate, least, 1)) / Math.log10(least);
  }
}

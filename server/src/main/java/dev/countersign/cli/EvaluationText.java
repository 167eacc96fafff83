package dev.countersign.cli;

import dev.countersign.evaluation.LivenessReport;
import dev.countersign.evaluation.VerificationReport;
import dev.countersign.evaluation.VerificationReport.AtThreshold;
import dev.countersign.evaluation.VerificationReport.Failure;
import dev.countersign.evaluation.VerificationReport.Tar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures for people. */
final class EvaluationText {
  private static final int MOST_FAILURES = 20;

  /** Where there is nothing to measure. */
  private static final String NOTHING = "-";

  private EvaluationText() {}

  static List<String> of(VerificationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("Model                " + report.model());
    lines.add("Photographs          " + report.pictures());
    failures(lines, "Failed to enrol      ", report.failures(), report.pictures());
    lines.add("");
    pairs(lines, report.pairs());
    lines.add("");
    all(lines, report.allPairs());
    lines.add("");
    lines.add("Threshold     FMR        FNMR, one sample   FNMR, mean of three");
    report.thresholds().forEach(row -> lines.add(row(row)));
    return lines;
  }

  private static void pairs(List<String> lines, VerificationReport.Pairs pairs) {
    lines.add(
        "The given pairs: %s of one person, %s of two; %s"
            .formatted(pairs.same(), pairs.different(), pairs.foldsFormed()));
    lines.add("  accuracy           " + accuracy(pairs));
    lines.add("  equal error rate   " + measured(pairs.equalErrorRate(), 2));
    for (Tar tar : pairs.tar()) {
      lines.add("  TAR at FMR %-7s %s%s".formatted(rate(tar.fmr()), tar(tar.overPairs()), at(tar)));
    }
  }

  private static void all(List<String> lines, VerificationReport.All all) {
    lines.add(
        "All pairs: %s of one person (%s people), %s of two"
            .formatted(all.same(), all.people(), all.different()));
    lines.add(
        "  equal error rate   %s, each person once".formatted(measured(all.equalErrorRate(), 2)));
    for (Tar tar : all.tar()) {
      lines.add(
          "  TAR at FMR %-7s %s, each person once %s%s"
              .formatted(rate(tar.fmr()), tar(tar.overPairs()), tar(tar.overPeople()), at(tar)));
    }
  }

  private static String at(Tar tar) {
    return tar.threshold() == null ? "" : decimal(", from %.3f", tar.threshold());
  }

  private static String tar(@Nullable Double tar) {
    return tar == null ? "too few pairs to say" : decimal("%.4f", tar);
  }

  private static String row(AtThreshold row) {
    Double three = row.fnmrMeanOfThree();
    Double fmr = row.fmr();
    return decimal("%9.2f", row.threshold())
        + "     %-10s".formatted(fmr == null ? NOTHING : decimal("%.2g", fmr))
        + " %-18s ".formatted(measured(row.fnmrOneSample(), 2))
        + (three == null ? "nobody has four photographs" : percent(three, 2));
  }

  static List<String> of(LivenessReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("Photographs of living people   " + report.live());
    unusable(lines, report.unusableLive(), report.live());
    lines.add("Photographs of attacks         " + report.attacks());
    unusable(lines, report.unusableAttacks(), report.attacks());
    lines.add("Equal error rate               " + measured(report.equalErrorRate(), 2));
    lines.add("");
    lines.add("Threshold   APCER     BPCER");
    for (LivenessReport.AtThreshold row : report.thresholds()) {
      lines.add(
          decimal("%9.2f", row.threshold())
              + "   %-9s %s".formatted(measured(row.apcer(), 1), measured(row.bpcer(), 1)));
    }
    return lines;
  }

  private static void unusable(List<String> lines, List<Failure> failures, long usable) {
    failures(lines, "  not usable                   ", failures, usable + failures.size());
  }

  private static void failures(
      List<String> lines, String label, List<Failure> failures, long pictures) {
    String share =
        pictures == 0 ? "" : " (" + percent((double) failures.size() / pictures, 2) + ")";
    lines.add(label + failures.size() + share);
    for (Failure failure : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
      lines.add("  " + failure.photograph() + ": " + failure.reason());
    }
    if (failures.size() > MOST_FAILURES) {
      lines.add("  and " + (failures.size() - MOST_FAILURES) + " more; --json lists all");
    }
  }

  private static String accuracy(VerificationReport.Pairs pairs) {
    if (pairs.accuracy() == null) {
      return NOTHING;
    }
    return measured(pairs.accuracy(), 2) + " ± " + measured(pairs.standardError(), 2);
  }

  private static String measured(@Nullable Double rate, int digits) {
    return rate == null ? NOTHING : percent(rate, digits);
  }

  private static String percent(double rate, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * rate);
  }

  private static String rate(double rate) {
    return decimal("%.0e", rate).replace("e-0", "e-");
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

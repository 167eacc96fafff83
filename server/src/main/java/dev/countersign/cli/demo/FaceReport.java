package dev.countersign.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the demonstration did with faces, as one page that needs nothing but itself, and the
 * pictures beside it as files.
 */
public final class FaceReport {
  /** What the documents mean by high precision. */
  private static final double THRESHOLD = 0.7;

  private final Map<String, Photograph> thumbnails = new LinkedHashMap<>();
  private final Map<String, Photograph> crops = new LinkedHashMap<>();
  private final StringBuilder enrolled = new StringBuilder();
  private final StringBuilder compared = new StringBuilder();
  private final StringBuilder found = new StringBuilder();
  private final StringBuilder refused = new StringBuilder();
  private final StringBuilder notes = new StringBuilder();
  private int calls;
  private int differences;

  void enrolled(String name, Photograph sent, byte[] thumbnail, byte[] crop) {
    Photograph kept = new Photograph("What is kept of " + name + " to look at", thumbnail);
    Photograph aligned = new Photograph("The crop " + name + " is recognised by", crop);
    thumbnails.put(name, kept);
    crops.put(name, aligned);
    enrolled.append(
        """
        <figure class="card pair">%s<span class="arrow" aria-hidden="true">→</span>%s%s
        <figcaption><strong>%s</strong><span>%s</span></figcaption></figure>
        """
            .formatted(
                image(sent), image(kept), image(aligned), escaped(name), escaped(sent.caption())));
  }

  void compared(String name, Photograph probe, boolean match, long millis) {
    String verdict = match ? "<b class=\"yes\">is</b>" : "<b class=\"no\">is not</b>";
    Photograph kept = thumbnails.getOrDefault(name, probe);
    compared.append(
        """
        <figure class="card pair">%s<span class="arrow">%s</span>%s
        <figcaption><strong>%s</strong><span>%s. Answered in %s ms.</span></figcaption></figure>
        """
            .formatted(
                image(probe),
                verdict,
                image(kept),
                escaped(name),
                escaped(probe.caption()),
                millis));
  }

  void scores(Photograph probe, JsonNode people, long millis) {
    StringBuilder rows = new StringBuilder();
    for (String name : thumbnails.keySet()) {
      rows.append(row(name, score(people, name)));
    }
    found.append(
        """
        <figure class="card probe">%s<div><table>%s</table>
        <p class="soft">%s. Searched in %s ms.</p></div></figure>
        """
            .formatted(image(probe), rows, escaped(probe.caption()), millis));
  }

  /** Absent for somebody who is not among them: their score is below the threshold of 0. */
  private static OptionalDouble score(JsonNode people, String name) {
    for (JsonNode one : people) {
      if (one.path("userName").asText().equals(name)) {
        return OptionalDouble.of(one.path("matchScore").asDouble());
      }
    }
    return OptionalDouble.empty();
  }

  private static String row(String name, OptionalDouble known) {
    double score = known.orElse(0);
    String number = known.isEmpty() ? "below 0" : String.format(Locale.ROOT, "%.3f", score);
    String kind = score >= THRESHOLD ? "yes" : "no";
    return String.format(
        Locale.ROOT,
        """
        <tr><th scope="row">%s</th><td><svg viewBox="0 0 100 8" preserveAspectRatio="none"\
         aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="%s"\
         width="%.1f" height="8"/><rect class="mark" x="%.1f" width=".7" height="8"/></svg></td>\
        <td class="number">%s</td></tr>
        """,
        escaped(name),
        kind,
        100 * score,
        100 * THRESHOLD,
        number);
  }

  void refused(Photograph sent, String advice) {
    refused.append(
        "<figure class=\"card wide\">%s<figcaption><strong>%s</strong><span>%s</span></figcaption></figure>%n"
            .formatted(image(sent), escaped(advice), escaped(sent.caption())));
  }

  void note(String text) {
    notes.append("<p class=\"card note\">").append(escaped(text)).append("</p>\n");
  }

  void calls(int made, int different) {
    calls = made;
    differences = different;
  }

  /** Writes the page and the thumbnails; answers the page. */
  public Path write(Path folder) {
    String verdict = differences == 0 ? "all as documented" : differences + " not as documented";
    String html =
        template()
            .replace("{{calls}}", calls + " calls, " + verdict)
            .replace("{{enrolled}}", enrolled)
            .replace("{{compared}}", compared)
            .replace("{{found}}", found)
            .replace("{{refused}}", refused)
            .replace("{{notes}}", notes);
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, Photograph> one : thumbnails.entrySet()) {
        Files.write(folder.resolve(one.getKey() + ".jpg"), one.getValue().jpeg());
      }
      for (Map.Entry<String, Photograph> one : crops.entrySet()) {
        Files.write(folder.resolve(one.getKey() + "-aligned.jpg"), one.getValue().jpeg());
      }
      return Files.writeString(folder.resolve("report.html"), html);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + folder, e);
    }
  }

  private static String template() {
    try (InputStream in = FaceReport.class.getResourceAsStream("/pages/demo-report.html")) {
      if (in == null) {
        throw new IllegalStateException("built without the report's page");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String image(Photograph photograph) {
    return "<img alt=\"" + escaped(photograph.caption()) + "\" src=\"" + photograph.url() + "\">";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

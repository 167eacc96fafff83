package dev.countersign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.countersign.http.Route;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A page of the documents whose examples are calls that were made: each is sent to a server, and
 * written down with its answer. What differs from run to run has a name instead.
 */
public final class DialectPage {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "dialects").normalize();
  private static final List<String> SHOWN_HEADERS =
      List.of("Content-Type", "WWW-Authenticate", "Retry-After", "Allow");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer server;
  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<Pattern, String> patterns = new LinkedHashMap<>();
  private final Set<String> called = new LinkedHashSet<>();

  /** The page of that name, with nothing on it but its head. */
  public DialectPage(TestServer server, String name, String title, String introduction) {
    this.server = server;
    this.name = name;
    text.append("# ").append(title).append("\n\n").append(introduction.strip()).append('\n');
  }

  /** Puts a name in place of that text, wherever it is on the page. */
  public String named(String placeholder, String value) {
    assertThat(value).as(placeholder).isNotEmpty();
    names.put(value, placeholder);
    return value;
  }

  /** Puts a name in place of the text at that place of the answer; the text itself. */
  public String named(String placeholder, Answer answer, String pointer) {
    try {
      return named(placeholder, JSON.readTree(answer.body()).at(pointer).asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** Puts a text in place of whatever is of that form. */
  public void replace(String form, String placeholder) {
    patterns.put(Pattern.compile(form), placeholder);
  }

  /** A part of the page, which happens a second after the one before it. */
  public void part(String title, String about) {
    server.clock().advance(Duration.ofSeconds(1));
    text.append("\n## ").append(title).append('\n');
    paragraph(about);
  }

  private void paragraph(String about) {
    if (!about.isBlank()) {
      text.append('\n').append(about.strip()).append('\n');
    }
  }

  /** A call with a JSON body. */
  public Answer post(String about, String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type");
    all.add("application/json");
    return send(about, "POST", path, json, all.toArray(String[]::new));
  }

  /** A call without a body. */
  public Answer get(String about, String path, String... headers) {
    return send(about, "GET", path, "", headers);
  }

  /** Any call. */
  public Answer send(String about, String method, String path, String body, String... headers) {
    Answer answer = server.send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    String call = method + " " + template(method, path);
    if (called.add(call)) {
      text.append("\n### `").append(call).append("`\n");
    }
    paragraph(about);
    text.append("\n```http\n");
    text.append(method).append(' ').append(path).append('\n');
    for (int i = 0; i < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append('\n');
    }
    body(body);
    text.append("```\n\n```http\nHTTP/1.1 ").append(answer.status()).append('\n');
    for (String header : SHOWN_HEADERS) {
      if (!answer.header(header).isEmpty()) {
        text.append(header).append(": ").append(answer.header(header)).append('\n');
      }
    }
    if (answer.header("Content-Type").startsWith("image/")) {
      text.append("\n(the picture)\n");
    } else {
      body(answer.body());
    }
    text.append("```\n");
    return answer;
  }

  /** JSON that is no answer. */
  public void example(String about, String... json) {
    paragraph(about);
    for (String one : json) {
      text.append("\n```json\n").append(pretty(one)).append("\n```\n");
    }
  }

  private String template(String method, String path) {
    String bare = path.replaceFirst("\\?.*", "");
    return server.routes().stream()
        .filter(route -> route.method().name().equals(method))
        .map(Route::path)
        .filter(route -> bare.matches(route.replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
        // A call without parameters is meant rather than one with.
        .min(Comparator.comparing((String route) -> route.contains("{")))
        .orElseThrow(() -> new AssertionError("no such call: " + method + " " + path));
  }

  private void body(String body) {
    if (!body.isEmpty()) {
      text.append('\n').append(pretty(body)).append('\n');
    }
  }

  private static String pretty(String body) {
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return body;
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(lines);
    ObjectWriter writer = JSON.writer(printer);
    try {
      JsonNode tree = JSON.readTree(body);
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Fails unless every call whose path begins so is on the page, but for those. */
  public void requireAll(String prefix, Set<String> but) {
    Set<String> missing = new TreeSet<>();
    for (Route route : server.routes()) {
      if (route.path().startsWith(prefix)) {
        missing.add(route.method() + " " + route.path());
      }
    }
    missing.removeAll(called);
    assertThat(missing).isEqualTo(new TreeSet<>(but));
  }

  /** Fails unless the page in the documents is this one; writes it where that is asked for. */
  public void check(Class<?> test) throws IOException {
    Path file = FOLDER.resolve(name + ".md");
    String page =
        rendered()
            + "\n---\n\nThis page is written by a test that makes these calls; see `"
            + test.getSimpleName()
            + "`.\n";
    if (Boolean.getBoolean("countersign.write-docs")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, page);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "docs/dialects/%s.md differs from what the server answers; write it anew with: mvn -pl"
                + " server test -Dtest=%s -Dcountersign.write-docs=true",
            name, test.getSimpleName())
        .isEqualTo(page);
  }

  private String rendered() {
    String page = text.toString();
    List<String> longestFirst =
        names.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String value : longestFirst) {
      page = page.replace(value, "<" + names.get(value) + ">");
    }
    for (Map.Entry<Pattern, String> form : patterns.entrySet()) {
      page = form.getKey().matcher(page).replaceAll(form.getValue());
    }
    return page;
  }
}

package dev.countersign.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;

/** Where the demonstration is written, in colours when a person is looking. */
public final class Paper {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter INDENTED =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private final PrintWriter out;
  private final boolean colours;

  /** A demonstration written there. */
  public Paper(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** The head of a part. */
  public void title(String text) {
    out.println();
    out.println(coloured("1", text));
  }

  /** A line of explanation. */
  public void text(String text) {
    out.println(text);
  }

  void request(Call call) {
    out.println();
    out.println(coloured("36", "> " + call.method() + " " + call.path()));
    call.headers()
        .forEach((name, value) -> out.println(coloured("36", "> " + name + ": " + value)));
    if (!call.body().isEmpty()) {
      out.println(coloured("36", indented("> ", pretty(call.body()))));
    }
  }

  void answer(Answer answer) {
    out.println("< " + answer.status());
    if (answer.body().isEmpty()) {
      out.println("< (empty body)");
    } else {
      out.println(indented("< ", pretty(answer.body())));
    }
  }

  void right(String text) {
    out.println(coloured("32", "  as documented: " + text));
  }

  void wrong(String text) {
    out.println(coloured("31", "  NOT AS DOCUMENTED: " + text));
  }

  private static String pretty(String body) {
    try {
      return INDENTED.writeValueAsString(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String indented(String prefix, String text) {
    return prefix + text.replace("\n", "\n" + prefix);
  }

  private String coloured(String code, String text) {
    if (!colours) {
      return text;
    }
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}

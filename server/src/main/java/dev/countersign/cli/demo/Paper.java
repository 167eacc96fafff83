package dev.countersign.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;
import java.util.regex.Pattern;

/** Where the demonstration is written, in colours when a person is looking. */
public final class Paper {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter INDENTED =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private static final Pattern PICTURE =
      Pattern.compile("(data:[a-z/]*;base64,[A-Za-z0-9+/]{24})([A-Za-z0-9+/=]{24,})");

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
      out.println(coloured("36", indented("> ", pretty(shortened(call.body())))));
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

  void form(Form form) {
    out.println();
    if (form.fields().isEmpty()) {
      out.println(coloured("36", "> GET " + form.path()));
      return;
    }
    out.println(coloured("36", "> POST " + form.path()));
    out.println(coloured("36", "> Content-Type: " + Form.TYPE));
    form.fields()
        .forEach((name, value) ->
            out.println(coloured("36", "> " + name + " = " + Form.shown(name, value))));
  }

  void page(int status, String heading) {
    out.println("< " + status);
    out.println("< (a page: " + heading + ")");
  }

  void picture(int status, int bytes) {
    out.println("< " + status);
    out.println("< (a picture of " + bytes + " bytes)");
  }

  void right(String text) {
    out.println(coloured("32", "  as documented: " + text));
  }

  void wrong(String text) {
    out.println(coloured("31", "  NOT AS DOCUMENTED: " + text));
  }

  /** Pictures in a call take more room than all the rest. */
  private static String shortened(String body) {
    return PICTURE
        .matcher(body)
        .replaceAll(found -> found.group(1) + "… (" + found.group(2).length() + " characters)");
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

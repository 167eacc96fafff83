package dev.countersign.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser would send of a form when nothing in it is touched. */
public final class FormFields {
  private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");
  private static final Pattern AREA =
      Pattern.compile("<textarea\\b([^>]*)>\\n?(.*?)</textarea>", Pattern.DOTALL);
  private static final Pattern SELECT =
      Pattern.compile("<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");

  private FormFields() {}

  /** The fields of the page's form that is sent there. */
  public static Map<String, String> of(String page, String action) {
    Matcher form =
        Pattern.compile(
                "<form\\b[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>",
                Pattern.DOTALL)
            .matcher(page);
    if (!form.find()) {
      throw new AssertionError("no form is sent to " + action + " by " + page);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    INPUT
        .matcher(form.group(1))
        .results()
        .forEach(input -> {
          String tag = input.group(1);
          boolean box = tag.contains("type=\"checkbox\"");
          if (!box || tag.matches(".*\\bchecked\\b.*")) {
            fields.put(attribute(tag, "name"), attribute(tag, "value"));
          }
        });
    AREA.matcher(form.group(1))
        .results()
        .forEach(area ->
            fields.put(
                attribute(area.group(1), "name"), text(area.group(2)).replace("\n", "\r\n")));
    SELECT
        .matcher(form.group(1))
        .results()
        .forEach(select ->
            OPTION
                .matcher(select.group(2))
                .results()
                .map(option -> option.group(1))
                .filter(option -> option.contains(" selected"))
                .forEach(option ->
                    fields.put(attribute(select.group(1), "name"), attribute(option, "value"))));
    fields.remove("csrf");
    return fields;
  }

  private static String attribute(String tag, String name) {
    Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return found.find() ? text(found.group(1)) : "";
  }

  private static String text(String html) {
    return html.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}

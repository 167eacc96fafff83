package dev.countersign.testing;

import dev.countersign.testing.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser without script: it keeps cookies, finds the token of a form, and goes only where it is
 * told. It sends cookies over plain HTTP, as browsers do to the machine they run on.
 */
public final class PageClient {
  /** The cookie by which the server knows a browser. */
  public static final String COOKIE = "__Host-countersign";

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final TestServer server;
  private final Map<String, String> cookies;
  private String token = "";

  public PageClient(TestServer server) {
    this(server, new LinkedHashMap<>());
  }

  private PageClient(TestServer server, Map<String, String> cookies) {
    this.server = server;
    this.cookies = cookies;
  }

  /** The same browser, cookies and all, where a proxy leads it to another server. */
  public PageClient at(TestServer other) {
    return new PageClient(other, cookies);
  }

  /** Opens a page. */
  public Answer get(String path, String... headers) {
    return kept(server.get(path, with(headers)));
  }

  /** Sends a form with the token of the page that was seen last. */
  public Answer post(String path, Map<String, String> fields, String... headers) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("csrf", token);
    return send(path, all, headers);
  }

  /** Sends a form just as it is. */
  public Answer send(String path, Map<String, String> fields, String... headers) {
    List<String> more = new ArrayList<>(List.of(headers));
    more.add("Content-Type");
    more.add("application/x-www-form-urlencoded");
    byte[] body = encoded(fields).getBytes(StandardCharsets.UTF_8);
    return kept(server.send("POST", path, body, with(more.toArray(String[]::new))));
  }

  /** Sends a form as one with files, of which it has none. */
  public Answer upload(String path, Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach((name, value) ->
        form.append("--edge\r\nContent-Disposition: form-data; name=\"")
            .append(name)
            .append("\"\r\n\r\n")
            .append(value)
            .append("\r\n"));
    byte[] body = form.append("--edge--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    String[] type = with("Content-Type", "multipart/form-data; boundary=edge");
    return kept(server.send("POST", path, body, type));
  }

  /** Sends a form with files just as it is. */
  public Answer upload(String path, MultipartForm form, String... headers) {
    return kept(form.post(server, path, with(headers)));
  }

  /** Signs in with {@link TestServer#PASSWORD}, and stays signed in. */
  public Answer signIn(String userName) {
    return signIn(userName, TestServer.PASSWORD);
  }

  /** Signs in. */
  public Answer signIn(String userName, String password) {
    get("/sign-in");
    return post("/sign-in", Map.of("user-name", userName, "password", password));
  }

  /** What the browser has under that name, or the empty string. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Puts a cookie into the browser. */
  public void plant(String name, String value) {
    cookies.put(name, value);
  }

  /** The token of the form that was seen last. */
  public String token() {
    return token;
  }

  private static String encoded(Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach((name, value) ->
        form.append(form.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return form.toString();
  }

  private String[] with(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      all.add("Cookie");
      all.add(String.join("; ", pairs));
    }
    return all.toArray(String[]::new);
  }

  private Answer kept(Answer answer) {
    for (String header : answer.headers().getOrDefault("set-cookie", List.of())) {
      String pair = header.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      if (header.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(pair.indexOf('=') + 1));
      }
    }
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }
}

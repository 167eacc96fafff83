package dev.countersign.http.console;

import dev.countersign.domain.Ids;
import dev.countersign.http.console.Table.Column;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a table is asked for. All of it stands in the page's address, so that it can be kept, sent
 * to somebody and gone back to.
 */
public final class TableQuery {
  /** How many rows a page has. */
  public static final int ROWS = 50;

  private static final String AFTER = "after";
  private static final String SORT = "sort";
  private static final String DESCENDING = "-";

  private final String path;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private TableQuery(String path) {
    this.path = path;
  }

  /**
   * What that request asks for.
   *
   * @param filters the names of the parameters that filter the table
   */
  public static TableQuery of(ConsoleRequest request, String... filters) {
    TableQuery query = new TableQuery(request.exchange().path());
    for (String filter : filters) {
      query.keep(request, filter);
    }
    query.keep(request, SORT);
    query.keep(request, AFTER);
    return query;
  }

  /** The same of another path. */
  public TableQuery at(String other) {
    TableQuery query = new TableQuery(other);
    query.parameters.putAll(parameters);
    return query;
  }

  private void keep(ConsoleRequest request, String name) {
    String value = request.query(name);
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  /** What the table is filtered by, or the empty string. */
  public String filter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether it is filtered by anything. */
  public boolean filtered() {
    return parameters.keySet().stream().anyMatch(name -> !name.equals(SORT) && !name.equals(AFTER));
  }

  /** What the page's rows come after; the empty string on the first. */
  public String after() {
    return filter(AFTER);
  }

  /** The number the page's rows come after; that one on the first. */
  public long afterNumber(long first) {
    return Ids.parse(after()).orElse(first);
  }

  /** The column the table is sorted by: one of those known, or else the given one. */
  public String sort(String otherwise) {
    String sort = filter(SORT);
    return sort.isEmpty() ? otherwise : sort.replaceFirst("^" + DESCENDING, "");
  }

  /** Whether it is sorted the other way round. */
  public boolean descending(boolean otherwise) {
    String sort = filter(SORT);
    return sort.isEmpty() ? otherwise : sort.startsWith(DESCENDING);
  }

  /** A column to sort by; a second click sorts the other way round. */
  public Column sortable(String title, String name, String sorted, boolean descending) {
    boolean current = name.equals(sorted);
    String wanted = current && !descending ? DESCENDING + name : name;
    String aria = null;
    if (current) {
      aria = descending ? "descending" : "ascending";
    }
    return new Column(title, Optional.of(link(Map.of(SORT, wanted, AFTER, ""))), aria);
  }

  /** The first page, where this is another. */
  public Optional<String> first() {
    return after().isEmpty() ? Optional.empty() : Optional.of(link(Map.of(AFTER, "")));
  }

  /** The page after that row. */
  public String next(String after) {
    return link(Map.of(AFTER, after));
  }

  /** This page with other parameters; an empty one is left out. */
  public String link(Map<String, String> changes) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(changes);
    StringBuilder link = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> one : all.entrySet()) {
      if (!one.getValue().isEmpty()) {
        link.append(separator).append(one.getKey()).append('=');
        link.append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8));
        separator = '&';
      }
    }
    return link.toString();
  }
}

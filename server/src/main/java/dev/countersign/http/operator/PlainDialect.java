package dev.countersign.http.operator;

import dev.countersign.http.Dialect;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Problem details (RFC 9457), for every path that belongs to no published API. */
public final class PlainDialect implements Dialect {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String prefix() {
    return "/";
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("status", failure.kind().status());
    problem.put("code", failure.kind().name().toLowerCase(Locale.ROOT));
    problem.put("detail", failure.message());
    return Reply.json(failure.kind().status(), problem).as("application/problem+json");
  }
}

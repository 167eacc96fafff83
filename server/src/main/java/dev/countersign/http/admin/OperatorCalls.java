package dev.countersign.http.admin;

import dev.countersign.domain.ServerOperator;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.List;
import java.util.Map;

/**
 * Who operates the server in the console. They are only told: who commands the server's machine
 * says who they are, by the command line.
 */
final class OperatorCalls implements Endpoint {
  private final AdminCalls calls;
  private final ServerOperators operators;

  OperatorCalls(AdminCalls calls, ServerOperators operators) {
    this.calls = calls;
    this.operators = operators;
  }

  @Override
  public List<Route> routes() {
    return List.of(calls.operator(Method.GET, "/operators", BodyKind.NONE, this::list));
  }

  private Reply list(Exchange exchange, ApiCaller caller) {
    return AdminCalls.list(operators.list(), OperatorCalls::shown);
  }

  private static Map<String, ?> shown(ServerOperator operator) {
    return Map.of(
        "customerId", operator.customerId().toString(),
        "userId", operator.userId().toString(),
        "since", operator.since().toString());
  }
}

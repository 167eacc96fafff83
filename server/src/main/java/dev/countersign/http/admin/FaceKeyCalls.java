package dev.countersign.http.admin;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.keys.BackgroundEpochChange;
import dev.countersign.keys.SealingKeys;
import dev.countersign.keys.SealingKeys.Epoch;
import dev.countersign.privacy.BackgroundRenewals;
import dev.countersign.privacy.SecretRenewal;
import dev.countersign.store.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes leaked or erased faces useless for good: another secret of a customer, and another
 * epoch of the server. Both take longer than a request: begun here, and looked at until over.
 */
final class FaceKeyCalls implements Endpoint {
  private static final String RENEWAL = "/customers/{customer}/face-secret-renewal";
  private static final String EPOCHS = "/face-epochs";
  private static final String STATE = "state";
  private static final int ACCEPTED = 202;

  private final AdminCalls calls;
  private final CustomerAdministration customers;
  private final BackgroundRenewals renewals;
  private final BackgroundEpochChange change;
  private final SealingKeys sealing;

  FaceKeyCalls(
      AdminCalls calls,
      CustomerAdministration customers,
      BackgroundRenewals renewals,
      BackgroundEpochChange change,
      SealingKeys sealing) {
    this.calls = calls;
    this.customers = customers;
    this.renewals = renewals;
    this.change = change;
    this.sealing = sealing;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.operator(Method.GET, RENEWAL, BodyKind.NONE, this::renewal),
        calls.operator(Method.POST, RENEWAL, BodyKind.NONE, this::renew),
        calls.operator(Method.GET, EPOCHS, BodyKind.NONE, this::epochs),
        calls.operator(Method.POST, EPOCHS, BodyKind.NONE, this::next));
  }

  private CustomerId customer(Exchange exchange) {
    return CustomerId.parse(exchange.pathParam("customer"))
        .filter(id -> customers.find(id).isPresent())
        .orElseThrow(() -> new NotFound("the customer"));
  }

  private Reply renewal(Exchange exchange, ApiCaller caller) {
    return renewals
        .of(customer(exchange))
        .map(state -> Reply.json(200, shown(state)))
        .orElseThrow(() -> new NotFound("a renewal since the server started"));
  }

  private Reply renew(Exchange exchange, ApiCaller caller) {
    CustomerId customer = customer(exchange);
    if (!renewals.start(customer, exchange.origin())) {
      return AdminProblem.CONFLICT.reply("A renewal is under way; wait until it is over");
    }
    return Reply.json(ACCEPTED, renewals.of(customer).map(FaceKeyCalls::shown).orElseThrow());
  }

  private static Map<String, Object> shown(BackgroundRenewals.State state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (state) {
      case BackgroundRenewals.State.Running(long done, long total) -> running(fields, done, total);
      case BackgroundRenewals.State.Over(Optional<SecretRenewal.Outcome> outcome) -> {
        fields.put(STATE, "over");
        fields.put("secret", outcome.map(SecretRenewal.Outcome::rotation).orElse(0L));
        fields.put("renewed", outcome.map(SecretRenewal.Outcome::renewed).orElse(0L));
        fields.put("unreadable", outcome.map(SecretRenewal.Outcome::unreadable).orElse(0L));
        fields.put("resumed", outcome.map(SecretRenewal.Outcome::resumed).orElse(false));
      }
      case BackgroundRenewals.State.Failed() -> fields.put(STATE, "failed");
    }
    return fields;
  }

  private static void running(Map<String, Object> fields, long done, long total) {
    fields.put(STATE, "running");
    fields.put("done", done);
    fields.put("total", total);
  }

  private Reply epochs(Exchange exchange, ApiCaller caller) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("items", sealing.epochs().stream().map(FaceKeyCalls::shown).toList());
    change.state().ifPresent(state -> fields.put("change", shown(state)));
    return Reply.json(200, fields);
  }

  private Reply next(Exchange exchange, ApiCaller caller) {
    if (!change.start(exchange.origin())) {
      return AdminProblem.CONFLICT.reply("A change of epoch is under way; wait until it is over");
    }
    return Reply.json(ACCEPTED, change.state().map(FaceKeyCalls::shown).orElseThrow());
  }

  private static Map<String, Object> shown(Epoch epoch) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", epoch.number());
    fields.put("current", epoch.current());
    fields.put("begunAt", epoch.begunAt().toString());
    epoch.destroyedAt().ifPresent(at -> fields.put("destroyedAt", at.toString()));
    return fields;
  }

  private static Map<String, Object> shown(BackgroundEpochChange.State state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (state) {
      case BackgroundEpochChange.State.Running(long done, long total) ->
          running(fields, done, total);
      case BackgroundEpochChange.State.Over(var outcome) -> {
        fields.put(STATE, "over");
        fields.put("epoch", outcome.epoch());
        fields.put("rewrapped", outcome.rewrapped());
        fields.put("destroyed", outcome.destroyed());
        fields.put("receiptsCompleted", outcome.receipts());
        fields.put("resumed", outcome.resumed());
      }
      case BackgroundEpochChange.State.Failed() -> fields.put(STATE, "failed");
    }
    return fields;
  }
}

package dev.countersign.http.admin;

import dev.countersign.client.ClientAdministration;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Scope;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * OAuth clients, in the words of RFC 7591. Nobody registers a client, is shown a new secret of one,
 * switches one off or removes one, that may do more with this API than they may themselves.
 */
final class ClientCalls implements Endpoint {
  private static final int CREATED = 201;
  private static final String CLIENT = "/clients/{client}";

  private final AdminCalls calls;
  private final ClientAdministration clients;

  ClientCalls(AdminCalls calls, ClientAdministration clients) {
    this.calls = calls;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/clients", Scope.CLIENTS_READ, this::list),
        calls.post("/clients", Scope.CLIENTS_WRITE, this::create),
        calls.get(CLIENT, Scope.CLIENTS_READ, this::show),
        calls.patch(CLIENT, Scope.CLIENTS_WRITE, this::update),
        calls.delete(CLIENT, Scope.CLIENTS_WRITE, this::delete),
        calls.act(CLIENT + "/rotate-secret", Scope.CLIENTS_WRITE, this::rotate),
        calls.act(CLIENT + "/disable", Scope.CLIENTS_WRITE, request -> disabled(request, true)),
        calls.act(CLIENT + "/enable", Scope.CLIENTS_WRITE, request -> disabled(request, false)));
  }

  private Reply list(AdminRequest request) {
    return AdminCalls.list(clients.list(request.customer()), ClientCalls::shown);
  }

  private Reply show(AdminRequest request) {
    return Reply.json(200, shown(found(request)));
  }

  private Reply create(AdminRequest request) {
    Map<String, Object> members = request.exchange().json().members();
    return guarded(() -> {
      ClientMetadata asked = ClientMetadata.of(members);
      if (exceeds(request.caller(), asked.settings())) {
        return tooMuch();
      }
      return issued(
          CREATED,
          clients.create(request.customer(), asked.name(), asked.settings(), request.origin()));
    });
  }

  private Reply update(AdminRequest request) {
    Client client = found(request);
    Map<String, Object> members = new LinkedHashMap<>(ClientMetadata.of(client));
    members.putAll(request.exchange().json().members());
    return guarded(() -> {
      ClientMetadata asked = ClientMetadata.of(members);
      if (exceeds(request.caller(), client.settings())
          || exceeds(request.caller(), asked.settings())) {
        return tooMuch();
      }
      return issued(200, clients.update(client, asked.name(), asked.settings(), request.origin()));
    });
  }

  private Reply rotate(AdminRequest request) {
    Client client = found(request);
    if (exceeds(request.caller(), client.settings())) {
      return tooMuch();
    }
    return issued(200, clients.rotateSecret(client, request.origin()));
  }

  private Reply delete(AdminRequest request) {
    Client client = found(request);
    if (exceeds(request.caller(), client.settings())) {
      return tooMuch();
    }
    return AdminCalls.nothing(clients.delete(client, request.origin()), "client");
  }

  private Reply disabled(AdminRequest request, boolean disabled) {
    Client client = found(request);
    if (exceeds(request.caller(), client.settings())) {
      return tooMuch();
    }
    return Reply.json(200, shown(clients.setDisabled(client, disabled, request.origin())));
  }

  private Client found(AdminRequest request) {
    return clients
        .find(new ClientId(request.id("client")))
        .filter(client -> client.customerId().equals(request.customer()))
        .orElseThrow(() -> new NotFound("the client"));
  }

  private static boolean exceeds(ApiCaller caller, ClientSettings settings) {
    if (settings.scopes().contains(Scope.OPERATOR) && !caller.operator()) {
      return true;
    }
    return !caller.covers(
        settings.scopes().stream()
            .map(Scope::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }

  private static Reply tooMuch() {
    return AdminProblem.INSUFFICIENT_SCOPE.reply(
        "The client is, or would be, allowed more than the token this call was made with");
  }

  private static Reply guarded(Supplier<Reply> work) {
    try {
      return work.get();
    } catch (InvalidClientMetadata e) {
      return AdminProblem.INVALID_REQUEST.reply(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> shown(Client client) {
    Map<String, Object> fields = new LinkedHashMap<>(ClientMetadata.of(client));
    fields.put("disabled", client.disabled());
    return fields;
  }

  private static Reply issued(int status, Issued issued) {
    Map<String, Object> fields = shown(issued.client());
    issued.secret().ifPresent(secret -> fields.put("client_secret", secret.text()));
    return Reply.json(status, fields);
  }
}

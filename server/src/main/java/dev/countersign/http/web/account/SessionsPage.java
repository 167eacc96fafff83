package dev.countersign.http.web.account;

import dev.countersign.domain.Device;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /account/sessions}: where one is signed in, and an end to it. */
final class SessionsPage implements Endpoint {
  private static final String PATH = "/account/sessions";
  private static final String SESSION = "session";
  private static final String DEVICE = "device";
  private static final Reply DONE = Reply.seeOther(PATH + "?ended");

  private final AccountPages.Features features;

  SessionsPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown),
        features.routes().ownForm(PATH + "/end", this::end),
        features.routes().ownForm(PATH + "/end-others", this::endOthers),
        features.routes().ownForm(PATH + "/forget-device", this::forget));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    List<Device> devices = features.sessions().devices(caller);
    Map<String, String> names =
        devices.stream().collect(Collectors.toMap(Device::deviceKey, Device::name));
    List<SessionsModel.Row> rows =
        features.sessions().list(caller).stream()
            .map(session -> row(session, names, caller))
            .toList();
    SessionsModel model =
        new SessionsModel(
            rows,
            devices.stream().map(SessionsPage::row).toList(),
            exchange.query("ended").isPresent());
    return features.pages().reply(exchange, visitor, View.of(200, "account/sessions.jte", model));
  }

  private static SessionsModel.Row row(
      Session session, Map<String, String> deviceNames, BrowserUser caller) {
    Optional<String> device =
        Optional.ofNullable(session.deviceKey())
            .flatMap(key -> Optional.ofNullable(deviceNames.get(key)))
            .filter(name -> !name.isEmpty());
    return new SessionsModel.Row(
        session.id().toString(),
        session.dialect(),
        Arrays.stream(session.amr().split(" ", -1)).filter(one -> !one.isEmpty()).toList(),
        device,
        place(session.place()),
        session.authTime(),
        session.expiresAt(),
        session.id().equals(caller.session()));
  }

  private static Optional<String> place(Session.Place place) {
    return Optional.of(
            Stream.of(place.agent(), place.network())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")))
        .filter(text -> !text.isEmpty());
  }

  private static SessionsModel.DeviceRow row(Device device) {
    return new SessionsModel.DeviceRow(
        device.deviceKey(), device.name(), device.createdAt(), device.lastSeenAt());
  }

  private Reply end(Exchange exchange, Visitor visitor, BrowserUser caller) {
    // One that has ended meanwhile, or never was, is not there afterwards either.
    exchange
        .form()
        .optionalText(SESSION)
        .flatMap(SessionId::parse)
        .ifPresent(id -> features.sessions().end(caller, id, exchange.origin()));
    return DONE;
  }

  private Reply endOthers(Exchange exchange, Visitor visitor, BrowserUser caller) {
    features.sessions().endOthers(caller, exchange.origin());
    return DONE;
  }

  private Reply forget(Exchange exchange, Visitor visitor, BrowserUser caller) {
    exchange
        .form()
        .optionalText(DEVICE)
        .ifPresent(key -> features.sessions().forget(caller, key, exchange.origin()));
    return DONE;
  }
}

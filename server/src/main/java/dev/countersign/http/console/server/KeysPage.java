package dev.countersign.http.console.server;

import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.SealingKeys;
import dev.countersign.keys.SealingKeys.Epoch;
import dev.countersign.keys.SealingKeys.SealingKey;
import dev.countersign.keys.SigningKeyLife;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/** {@code /console/server/keys}: the keys of the server, their rotation and revocation. */
public final class KeysPage implements Endpoint {
  static final String PATH = "/console/server/keys";
  private static final String BELOW = "/keys";
  private static final String ONE = BELOW + "/{kid}";
  private static final int UNPROCESSABLE = 422;

  private final ConsoleRoutes routes;
  private final KeyRing ring;
  private final SigningKeyLife life;
  private final SealingKeys sealing;

  public KeysPage(ConsoleRoutes routes, KeyRing ring, SigningKeyLife life, SealingKeys sealing) {
    this.routes = routes;
    this.ring = ring;
    this.life = life;
    this.sealing = sealing;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.server(BELOW, this::listed),
        routes.serverAct(BELOW + "/rotate", this::rotated),
        routes.server(ONE, request -> one(request, 200)),
        routes.serverAct(ONE + "/revoke", this::revoked));
  }

  private Reply listed(ConsoleRequest request) {
    // Another node may have changed them a moment ago.
    ring.refresh();
    Messages words = request.words();
    KeysModel model =
        new KeysModel(
            request.frame(),
            new SigningRings(ring, life.timing()).all(words),
            sealing(words),
            epochs(words));
    return request.page(200, "console/server/keys.jte", model);
  }

  private Table sealing(Messages words) {
    return Table.of(
        words,
        "console.signing.sealing",
        Column.named(words, "console.signing.sealing.", "id", "use"),
        sealing.keys().stream().map(key -> row(words, key)).toList(),
        "console.signing.none");
  }

  private static List<Cell> row(Messages words, SealingKey key) {
    Cell use = new Cell.Badge(words.text("console.signing.sealing.opens"), "plain");
    if (key.primary()) {
      use = new Cell.Badge(words.text("console.signing.sealing.seals"), "good");
    } else if (!key.held()) {
      use = new Cell.Badge(words.text("console.signing.sealing.missing"), "bad");
    }
    return List.of(new Cell.Code(key.id()), use);
  }

  private Table epochs(Messages words) {
    return Table.of(
        words,
        "console.signing.epochs",
        Column.named(words, "console.signing.", "epoch", "state", "epoch.begun", "epoch.destroyed"),
        sealing.epochs().stream().map(epoch -> row(words, epoch)).toList(),
        "console.signing.epochs.none");
  }

  private static List<Cell> row(Messages words, Epoch epoch) {
    String state = epoch.current() ? "current" : "past";
    return List.of(
        new Cell.Figure(Long.toString(epoch.number())),
        new Cell.Badge(
            words.text("console.signing.epoch." + state), epoch.current() ? "good" : "plain"),
        new Cell.Moment(Optional.of(epoch.begunAt())),
        new Cell.Moment(epoch.destroyedAt()));
  }

  private Reply rotated(ConsoleRequest request) {
    String wanted = request.field("issuer");
    Issuer issuer =
        ring.issuers().stream()
            .filter(one -> Long.toString(one.id()).equals(wanted))
            .findFirst()
            .orElseThrow(() -> new NotFound("the issuer"));
    SigningAlgorithm algorithm =
        SigningAlgorithm.of(request.field("algorithm"))
            .filter(one -> has(issuer, one))
            .orElseThrow(() -> new NotFound("the algorithm"));
    var _ = life.rotate(issuer, algorithm, request.origin());
    ring.refresh();
    return ConsoleRequest.done(PATH, "key-rotated");
  }

  private boolean has(Issuer issuer, SigningAlgorithm algorithm) {
    return ring.stored().stream()
        .anyMatch(
            key -> key.issuerId() == issuer.id() && key.algorithm().equals(algorithm.joseName()));
  }

  private StoredKey key(ConsoleRequest request) {
    String kid = request.exchange().pathParam("kid");
    ring.refresh();
    return ring.stored().stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(() -> new NotFound("the key"));
  }

  private Reply one(ConsoleRequest request, int status) {
    StoredKey key = key(request);
    Messages words = request.words();
    Confirmation revocation =
        new Confirmation(
            PATH + "/" + key.kid() + "/revoke",
            key.kid(),
            words.text("console.signing.revoke"),
            words.text("console.signing.revoke.warning"),
            status == UNPROCESSABLE);
    return request.page(
        status,
        "console/server/key.jte",
        new KeyModel(
            request.frame(),
            key.kid(),
            key.algorithm(),
            SigningRings.state(words, key),
            revocation));
  }

  private Reply revoked(ConsoleRequest request) {
    StoredKey key = key(request);
    if (!request.confirmed(key.kid())) {
      return one(request, UNPROCESSABLE);
    }
    if (!life.revoke(key.kid(), request.origin())) {
      throw new NotFound("the key");
    }
    ring.refresh();
    return ConsoleRequest.done(PATH, "key-revoked");
  }
}

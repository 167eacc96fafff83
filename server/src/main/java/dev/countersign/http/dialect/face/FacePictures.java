package dev.countersign.http.dialect.face;

import dev.countersign.capture.PictureLinks;
import dev.countersign.capture.PictureLinks.Named;
import dev.countersign.capture.SentPictures;
import dev.countersign.capture.SentPictures.Sent;
import dev.countersign.domain.LiveSession;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.token.TokenGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET pictures/{capability}}: a picture, for whoever holds a link to it that has not
 * expired: the portrait, or with {@code size=112} the crop that was aligned for recognition. A
 * browser sends no token with it; one that is sent must be the customer's own.
 */
final class FacePictures implements Endpoint {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final String ALIGNED = "112";

  private final FaceDialect dialect;
  private final PictureLinks links;
  private final PictureVault vault;
  private final SentPictures pictures;
  private final TokenGate gate;

  FacePictures(
      FaceDialect dialect,
      PictureLinks links,
      PictureVault vault,
      SentPictures pictures,
      TokenGate gate) {
    this.dialect = dialect;
    this.links = links;
    this.vault = vault;
    this.pictures = pictures;
    this.gate = gate;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            PictureLinks.PATH + "{capability}",
            dialect,
            BodyKind.NONE,
            Access.open(this::picture)));
  }

  private Reply picture(Exchange exchange) {
    Optional<Named> named =
        links.read(exchange.pathParam("capability")).filter(one -> mayBeSeen(exchange, one));
    if (named.isEmpty()) {
      return FaceDialect.error(NOT_FOUND, "404", "There is no such picture");
    }
    if (!named.get().live()) {
      return FaceDialect.error(GONE, "410", "The link has expired; get a new one");
    }
    return shown(named.get(), exchange.query("size"))
        .orElseGet(() -> FaceDialect.error(NOT_FOUND, "404", "There is no such picture"));
  }

  /** {@code size=112} asks for the aligned crop instead of the portrait. */
  private Optional<Reply> shown(Named named, Optional<String> size) {
    if (size.isEmpty()) {
      return opened(named).map(FacePictures::shown);
    }
    if (!size.get().equals(ALIGNED)) {
      throw RequestRefused.malformed("size may be 112, for the aligned crop, or left out");
    }
    return vault.openAligned(named.customer(), named.picture()).map(FacePictures::shown);
  }

  private Optional<Sent> opened(Named named) {
    try {
      return pictures.open(named.customer(), named.picture());
    } catch (EngineBusy e) {
      throw new RequestRefused(Failure.busy(e.retryAfter()));
    }
  }

  private boolean mayBeSeen(Exchange exchange, Named named) {
    Optional<String> token = exchange.token(FaceDialect.TOKEN_SOURCES);
    return token.isEmpty()
        || token
            .flatMap(gate::customer)
            .map(LiveSession::customerId)
            .filter(named.customer()::equals)
            .isPresent();
  }

  private static Reply shown(Sent sent) {
    Opened picture = sent.picture();
    return shown(Reply.held(picture.mediaType(), picture.bytes(), sent::close));
  }

  private static Reply shown(Opened picture) {
    return shown(new Reply(OK, picture.mediaType(), picture.bytes(), Map.of()));
  }

  private static Reply shown(Reply picture) {
    return picture
        .with("Cache-Control", "private, no-store")
        // What was sent as a picture must not run as a page.
        .with("Content-Security-Policy", "default-src 'none'; sandbox")
        .with("Content-Disposition", "inline");
  }
}

package dev.countersign.http.web.account;

import dev.countersign.domain.ErasureReceipt;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.View;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.signin.BrowserUser;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /account/faces}: what one agreed to, and an end to it. */
final class FacesPage implements Endpoint {
  private static final String PATH = "/account/faces";

  private final AccountPages.Features features;

  FacesPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown),
        features.routes().ownPage(PATH + "/erase", this::asked),
        features.routes().ownForm(PATH + "/erase", this::erase));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return page(exchange, visitor, caller, "account/faces.jte", Optional.empty());
  }

  private Reply asked(Exchange exchange, Visitor visitor, BrowserUser caller) {
    if (!features.face().kept(caller)) {
      return Reply.seeOther(PATH);
    }
    return page(exchange, visitor, caller, "account/erase-face.jte", Optional.empty());
  }

  private Reply erase(Exchange exchange, Visitor visitor, BrowserUser caller) {
    if (!features.face().kept(caller)) {
      return Reply.seeOther(PATH);
    }
    ErasureReceipt receipt = features.face().erase(caller, exchange.origin());
    // Shown at once: the number stands nowhere else that the person can see.
    return page(
        exchange, visitor, caller, "account/faces.jte", Optional.of(Long.toString(receipt.id())));
  }

  private Reply page(
      Exchange exchange,
      Visitor visitor,
      BrowserUser caller,
      String template,
      Optional<String> receipt) {
    FacesModel model =
        new FacesModel(
            caller.customerName(),
            features.face().kept(caller),
            features.face().portrait(caller).map(FacesPage::dataUrl),
            features.face().consents(caller),
            receipt);
    return features.pages().reply(exchange, visitor, View.of(200, template, model));
  }

  private static String dataUrl(Opened picture) {
    return "data:"
        + picture.mediaType()
        + ";base64,"
        + Base64.getEncoder().encodeToString(picture.bytes());
  }
}

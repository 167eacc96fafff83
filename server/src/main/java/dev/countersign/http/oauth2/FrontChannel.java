package dev.countersign.http.oauth2;

import dev.countersign.authorization.AuthorizationResponse;
import dev.countersign.authorization.AuthorizationResult;
import dev.countersign.authorization.AuthorizationResult.Answered;
import dev.countersign.authorization.AuthorizationResult.Interaction;
import dev.countersign.authorization.AuthorizationResult.Shown;
import dev.countersign.authorization.AuthorizationResult.TooMany;
import dev.countersign.authorization.FlowView;
import dev.countersign.authorization.ResponseMode;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import java.util.List;
import java.util.Optional;

/** What a browser is told at the authorization endpoint. */
final class FrontChannel {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Pages pages;

  FrontChannel(Pages pages) {
    this.pages = pages;
  }

  Reply of(Exchange exchange, AuthorizationResult result) {
    return switch (result) {
      case Shown(var problem) -> error(exchange, problem.description());
      case TooMany(var wait) -> throw new RequestRefused(Failure.tooMany(wait));
      case Answered(var response) -> answer(exchange, response);
      case Interaction interaction -> interaction(interaction);
    };
  }

  Reply error(Exchange exchange, String description) {
    return page(
        exchange, View.of(BAD_REQUEST, "authorization-error.jte", new ErrorModel(description)));
  }

  private Reply answer(Exchange exchange, AuthorizationResponse response) {
    if (response.mode() != ResponseMode.FORM_POST) {
      // RFC 9700, section 4.12: "the authorization server SHOULD use HTTP status code 303 (See
      // Other)"; a 307 would have the browser post somebody's password to the client.
      return Reply.seeOther(response.location());
    }
    FormModel model = new FormModel(response.redirectUri(), response.parameters());
    return page(
        exchange,
        View.of(OK, "form-post.jte", model)
            .leadingTo(List.of(FlowView.formTarget(response.redirectUri()))));
  }

  private static Reply interaction(Interaction interaction) {
    String page =
        switch (interaction.page()) {
          case SIGN_IN -> "/sign-in";
          case SIGN_UP -> "/sign-up";
          case CONSENT -> "/consent";
        };
    Reply reply = Reply.seeOther(page + "?flow=" + interaction.flow());
    return interaction
        .newBrowser()
        .map(secret -> reply.with(Browsers.cookie(secret)))
        .orElse(reply);
  }

  /** No form here is one of ours, so there is no token to give. */
  private Reply page(Exchange exchange, View view) {
    return pages.reply(exchange, new Visitor("", Optional.empty()), view);
  }
}

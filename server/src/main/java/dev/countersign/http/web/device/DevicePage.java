package dev.countersign.http.web.device;

import dev.countersign.account.WaitingDevices;
import dev.countersign.account.WaitingDevices.Waiting;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.Scopes;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.TypedCode.Found;
import dev.countersign.signin.TypedCode.Throttled;
import dev.countersign.signin.TypedCode.Unknown;
import dev.countersign.token.DeviceCodes;
import java.util.List;
import java.util.function.Function;

/**
 * {@code /device}: the code a device shows, then whether it is that device. RFC 8628, section 5.4:
 * the server should "display information about the device so that the user can confirm" what they
 * let in; so a code that came with the address is asked about just as one that was typed.
 */
public final class DevicePage implements Endpoint {
  private static final String PATH = "/device";
  private static final String CODE = "user_code";
  private static final String DECISION = "decision";
  private static final String ALLOW = "allow";
  private static final String DENY = "deny";
  private static final int LONGEST = 64;
  private static final int UNPROCESSABLE = 422;

  private final Pages pages;
  private final PageRoutes routes;
  private final WaitingDevices devices;

  public DevicePage(Pages pages, BrowserGate gate, WaitingDevices devices) {
    this.pages = pages;
    this.routes = PageRoutes.below(PATH, pages, gate);
    this.devices = devices;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.ownPage(PATH, this::asked),
        routes.ownForm(PATH, this::typed),
        routes.ownForm(PATH + "/decision", this::decided));
  }

  private Reply asked(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String code = exchange.query(CODE).filter(one -> one.length() <= LONGEST).orElse("");
    return codePage(200, exchange, visitor, code, Problems.NONE);
  }

  private Reply typed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return found(
        exchange,
        visitor,
        caller,
        device -> {
          DeviceModel model =
              new DeviceModel(
                  DeviceCodes.shown(device.authorization().userCode()),
                  device.client().name(),
                  caller.customerName(),
                  caller.userName(),
                  Scopes.inWords(pages.words(exchange), device.authorization().scopes()));
          return pages.reply(exchange, visitor, View.of(200, "device/confirm.jte", model));
        });
  }

  private Reply decided(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return found(exchange, visitor, caller, device -> decided(exchange, visitor, caller, device));
  }

  private Reply decided(Exchange exchange, Visitor visitor, BrowserUser caller, Waiting device) {
    String outcome =
        switch (exchange.form().optionalText(DECISION).orElse("")) {
          case ALLOW -> outcome(devices.approve(caller, device, exchange.origin()), "allowed");
          case DENY -> outcome(devices.deny(caller, device, exchange.origin()), "denied");
          default -> "late";
        };
    DecidedModel model = new DecidedModel(outcome, device.client().name());
    return pages.reply(exchange, visitor, View.of(200, "device/decided.jte", model));
  }

  private static String outcome(boolean done, String outcome) {
    if (done) {
      return outcome;
    }
    return "late";
  }

  /** The guess counts at every step: what one page was told, another need not have been. */
  private Reply found(
      Exchange exchange, Visitor visitor, BrowserUser caller, Function<Waiting, Reply> page) {
    Messages words = pages.words(exchange);
    String code = exchange.form().optionalText(CODE).orElse("").strip();
    if (code.isEmpty() || code.length() > LONGEST) {
      Problems missing = Problems.of(CODE, words.text("device.code.missing"));
      return codePage(UNPROCESSABLE, exchange, visitor, "", missing);
    }
    return switch (devices.find(caller, code, exchange.origin())) {
      case Found<Waiting>(var device) -> page.apply(device);
      case Unknown<Waiting> _ -> {
        Problems unknown = Problems.of(CODE, words.text("device.code.unknown"));
        yield codePage(UNPROCESSABLE, exchange, visitor, code, unknown);
      }
      case Throttled<Waiting>(var wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems often = Problems.of(CODE, words.text("password.throttled"));
        yield codePage(failure.kind().status(), exchange, visitor, code, often).retry(failure);
      }
    };
  }

  private Reply codePage(
      int status, Exchange exchange, Visitor visitor, String code, Problems problems) {
    Messages words = pages.words(exchange);
    Field field =
        Field.text(CODE, words.text("device.code"), "off", code)
            .hinting(words.text("device.code.hint"));
    return pages.reply(
        exchange, visitor, View.of(status, "device/code.jte", new CodeModel(field, problems)));
  }
}

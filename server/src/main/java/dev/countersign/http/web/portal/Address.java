package dev.countersign.http.web.portal;

import dev.countersign.http.Exchange;
import dev.countersign.portal.PortalLinks;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Unknown;
import dev.countersign.portal.Visits;
import dev.countersign.user.EnrolmentLinks;
import java.util.Optional;

/** The two kinds of addresses that lead to portals. */
enum Address {
  /** A person's enrolment URL. */
  ENROLMENT(EnrolmentLinks.PATH + "{first}/{second}") {
    @Override
    Visit visit(Visits visits, Exchange exchange) {
      Optional<String> reference =
          EnrolmentLinks.reference(
              EnrolmentLinks.PATH
                  + exchange.pathParam("first")
                  + "/"
                  + exchange.pathParam("second"));
      return reference.map(visits::ofEnrolment).orElseGet(Unknown::new);
    }
  },
  /** One that a customer opened. */
  PORTAL(PortalLinks.PATH + "{token}") {
    @Override
    Visit visit(Visits visits, Exchange exchange) {
      return visits.ofToken(exchange.pathParam("token"));
    }
  };

  /** Below a page, where its camera's frames are sent. */
  static final String FRAME = "/frame";

  private final String path;

  Address(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  abstract Visit visit(Visits visits, Exchange exchange);

  /** What a path at or below one of them leads to, where no route has taken it apart. */
  static Visit visit(Visits visits, String path) {
    String page = page(path);
    if (page.startsWith(EnrolmentLinks.PATH)) {
      return EnrolmentLinks.reference(page).map(visits::ofEnrolment).orElseGet(Unknown::new);
    }
    if (page.startsWith(PortalLinks.PATH)) {
      return visits.ofToken(page.substring(PortalLinks.PATH.length()));
    }
    return new Unknown();
  }

  /** The page that a path is, or belongs to. */
  static String page(String path) {
    return path.endsWith(FRAME) ? path.substring(0, path.length() - FRAME.length()) : path;
  }
}

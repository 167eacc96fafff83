package dev.countersign.http.web.portal;

import dev.countersign.domain.Portal;
import java.util.Optional;

/**
 * What surrounds a portal.
 *
 * @param kind what it is for, as its address was asked for
 * @param reference what the customer asks for its result by, or the empty string
 * @param parent the origin that may show it in a frame and is told how it ended, or the empty
 *     string
 * @param returnUrl where the browser goes at the end, or the empty string
 */
public record Framing(String kind, String reference, String parent, String returnUrl) {
  /** Around an enrolment URL, or an address that is none. */
  static final Framing NONE = new Framing("enroll", "", "", "");

  static Framing of(Optional<Portal> portal) {
    return portal.map(Framing::of).orElse(NONE);
  }

  private static Framing of(Portal portal) {
    return new Framing(
        PortalPage.name(portal.kind()),
        Long.toString(portal.id()),
        portal.parentOrigin(),
        portal.returnUrl());
  }

  Optional<String> ancestor() {
    return Optional.of(parent).filter(origin -> !origin.isEmpty());
  }

  /** Where the browser goes, which is told how it ended; the empty string for nowhere. */
  String returning(String outcome) {
    if (returnUrl.isEmpty()) {
      return "";
    }
    char joint = returnUrl.indexOf('?') < 0 ? '?' : '&';
    return returnUrl + joint + "outcome=" + outcome + "&reference=" + reference;
  }
}

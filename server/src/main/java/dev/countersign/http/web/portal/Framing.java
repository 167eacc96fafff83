package dev.countersign.http.web.portal;

import dev.countersign.customer.PortalSettings;
import dev.countersign.customer.WebOrigin;
import dev.countersign.domain.Portal;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a portal, as the customer has it now: a page that is not listed any more shows
 * none, however long ago it was opened.
 *
 * @param kind what it is for, as its address was asked for
 * @param reference what the customer asks for its result by, or the empty string
 * @param parents the origins that may show it in a frame and are told how it ended
 * @param returnUrl where the browser goes at the end, or the empty string
 */
public record Framing(String kind, String reference, List<String> parents, String returnUrl) {
  /** Around an address that is none. */
  static final Framing NONE = new Framing("enroll", "", List.of(), "");

  /** Keeps an unmodifiable copy of the parents. */
  public Framing {
    parents = List.copyOf(parents);
  }

  static Framing of(Visit visit) {
    return switch (visit) {
      case Open open -> of(PortalPage.name(open.kind()), open.portal(), open.settings().portals());
      case Closed closed -> of(NONE.kind(), closed.portal(), closed.pages());
      case Unknown _ -> NONE;
    };
  }

  private static Framing of(String kind, Optional<Portal> portal, PortalSettings pages) {
    return portal
        .map(one -> of(one, pages))
        .orElseGet(() -> new Framing(kind, "", pages.parents(), ""));
  }

  private static Framing of(Portal portal, PortalSettings pages) {
    List<String> parents = pages.parents();
    if (!portal.parentOrigin().isEmpty()) {
      parents = parents.stream().filter(portal.parentOrigin()::equals).toList();
    }
    boolean listed =
        WebOrigin.ofUrl(portal.returnUrl()).filter(pages.parents()::contains).isPresent();
    return new Framing(
        PortalPage.name(portal.kind()),
        Long.toString(portal.id()),
        parents,
        listed ? portal.returnUrl() : "");
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

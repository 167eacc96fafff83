package dev.countersign.portal;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.User;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an address that works once leads to. */
public sealed interface Visit {
  /**
   * It can be used.
   *
   * @param customer who asks for the face
   * @param kind what for
   * @param user whom it is about; absent for a search
   * @param settings what the customer decided
   * @param portal the portal; absent for a person's enrolment URL
   */
  record Open(
      Customer customer,
      Kind kind,
      Optional<User> user,
      CustomerSettings settings,
      Optional<Portal> portal)
      implements Visit {
    /**
     * Everything the person is told of what they would agree to, for the form to bring back: the
     * text's version alone does not change when its purpose does.
     */
    public String terms() {
      FaceSettings faces = settings.faces();
      String told =
          String.join(
              "\n",
              faces.textVersion(),
              faces.purpose(),
              Integer.toString(days()),
              Boolean.toString(faces.keepThumbnail()),
              Boolean.toString(faces.storeOriginal()),
              kind.name());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(told.getBytes(StandardCharsets.UTF_8));
    }

    /** How long anything is kept, in days. */
    public int days() {
      return switch (kind) {
        case ENROLL, UPDATE -> settings.faces().consentDays();
        case AUTHENTICATE, SEARCH -> settings.faces().requestDays();
      };
    }

    /** What tries and frames are counted by. */
    String key() {
      return portal
          .map(one -> "portal " + one.id())
          .orElseGet(() -> user.orElseThrow().enrolment().reference());
    }

    /**
     * What tries to pass for somebody are counted by, whichever portal they are made with; absent
     * where nobody is compared with.
     */
    Optional<String> person() {
      return user.filter(_ -> kind == Kind.AUTHENTICATE)
          .map(one -> "person " + one.customerId() + " " + one.id());
    }

    /** Without whom it is about. */
    @Override
    public String toString() {
      return "Open[" + kind + " of " + customer.id() + "]";
    }
  }

  /**
   * It cannot be used any more.
   *
   * @param end why
   * @param pages what the customer decided about such pages
   * @param portal the portal; absent for a person's enrolment URL
   */
  record Closed(End end, PortalSettings pages, Optional<Portal> portal) implements Visit {}

  /** There is none. */
  record Unknown() implements Visit {}

  /** Why an address cannot be used any more. */
  enum End {
    USED,
    EXPIRED,
    /** What it was for was refused for good. */
    REFUSED,
    CANCELLED
  }
}

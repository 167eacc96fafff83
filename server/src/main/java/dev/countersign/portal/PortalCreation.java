package dev.countersign.portal;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.customer.PortalSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.customer.WebOrigin;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens portals to people. */
public final class PortalCreation {
  private static final int LONGEST_URL = 2000;
  private static final String LISTED =
      " is not among the setting portal.parents; an administrator lists it with: countersign"
          + " customer settings NAME portal.parents=...";

  private final Store store;
  private final SettingsAdministration settings;
  private final PortalLinks links;
  private final AuditLog audit;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  public PortalCreation(
      Store store,
      SettingsAdministration settings,
      PortalLinks links,
      AuditLog audit,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.links = links;
    this.audit = audit;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A portal somebody wants.
   *
   * @param customer whose
   * @param kind what for
   * @param userName whom it is about; none for a search
   * @param parentOrigin whose pages show it in a frame, or the empty string
   * @param returnUrl where the browser goes at the end, or the empty string
   */
  public record Wanted(
      CustomerId customer,
      Kind kind,
      Optional<String> userName,
      String parentOrigin,
      String returnUrl) {}

  /**
   * A portal that is open now.
   *
   * @param url its address, told once
   * @param reference what its result is asked for by
   */
  public record Created(String url, String reference, Instant expiresAt) {
    /** Without the address, which is a capability. */
    @Override
    public String toString() {
      return "Created[" + reference + "]";
    }
  }

  /**
   * Opens one.
   *
   * @throws InvalidInput when something that is wanted cannot be read
   * @throws NotFound when there is no such person
   * @throws PortalRefused when a page is not listed, or the person's face is already, or not yet,
   *     enrolled
   */
  public Created create(Wanted wanted, Origin origin) {
    OpaqueToken token = OpaqueToken.generate(random);
    Portal portal =
        store.write(tx -> {
          PortalSettings now = settings.of(tx, wanted.customer()).portals();
          Portal made = portal(tx, wanted, now, token);
          tx.portals().add(made);
          audit.append(tx, AuditKind.PORTAL_CREATED, AuditLog.SUCCESS, origin, about(made));
          return made;
        });
    return new Created(
        links.url(portal.customerId(), token), Long.toString(portal.id()), portal.expiresAt());
  }

  static About about(Portal portal) {
    return About.person(portal.customerId(), portal.user())
        .with("{\"portal\":\"" + portal.id() + "\",\"kind\":\"" + name(portal.kind()) + "\"}");
  }

  static String name(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Portal portal(Transaction tx, Wanted wanted, PortalSettings now, OpaqueToken token) {
    Instant at = clock.instant();
    return new Portal(
        wanted.customer(),
        ids.next(),
        token.digest().bytes(),
        wanted.kind(),
        user(tx, wanted),
        parent(now, wanted.parentOrigin()),
        returnUrl(now, wanted.returnUrl()),
        at,
        at.plus(now.open()),
        null,
        Progress.BEGUN);
  }

  private static @Nullable UserId user(Transaction tx, Wanted wanted) {
    if (wanted.kind() == Kind.SEARCH) {
      if (wanted.userName().isPresent()) {
        throw new InvalidInput("a search is about nobody: leave userName out");
      }
      return null;
    }
    String name =
        wanted.userName().orElseThrow(() -> new InvalidInput("the field userName is missing"));
    User user =
        Name.lookupKey(name)
            .flatMap(key -> tx.users().byNameKey(wanted.customer(), key))
            .orElseThrow(() -> new NotFound("the user"));
    requireFit(wanted.kind(), tx.faceTemplates().find(user.customerId(), user.id()).isPresent());
    return user.id();
  }

  /** In the words that enrolling without a page has. */
  private static void requireFit(Kind kind, boolean enrolled) {
    if (kind == Kind.ENROLL && enrolled) {
      throw new PortalRefused("User is already registered");
    }
    if (kind == Kind.UPDATE && !enrolled) {
      throw new PortalRefused("User is not registered");
    }
    if (kind == Kind.AUTHENTICATE && !enrolled) {
      throw new PortalRefused("User is not enrolled");
    }
  }

  private static String parent(PortalSettings now, String text) {
    if (text.isEmpty()) {
      return "";
    }
    String origin = WebOrigin.of("parentOrigin", text);
    if (!now.parents().contains(origin)) {
      throw new PortalRefused("parentOrigin " + origin + LISTED);
    }
    return origin;
  }

  private static String returnUrl(PortalSettings now, String url) {
    if (url.isEmpty()) {
      return "";
    }
    String origin =
        Optional.of(url)
            .filter(text -> text.length() <= LONGEST_URL)
            .flatMap(WebOrigin::ofUrl)
            .orElseThrow(() ->
                new InvalidInput(
                    "returnUrl must be an https URL without user and fragment, of at most 2000"
                        + " characters"));
    if (!now.parents().contains(origin)) {
      throw new PortalRefused("The origin of returnUrl, " + origin + "," + LISTED);
    }
    return url;
  }
}

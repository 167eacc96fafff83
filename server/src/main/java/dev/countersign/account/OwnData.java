package dev.countersign.account;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Device;
import dev.countersign.domain.Session;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a person, as one JSON object. Secrets are not in it: a password's
 * hash and a face's vector let others in, and tell the person nothing.
 */
public final class OwnData {
  /** The newest of them: the file is made in memory. */
  private static final int EVENTS = 10_000;

  private final Store store;
  private final OwnSessions sessions;
  private final OwnFace face;
  private final OwnApplications applications;
  private final InstantSource clock;

  public OwnData(
      Store store,
      OwnSessions sessions,
      OwnFace face,
      OwnApplications applications,
      InstantSource clock) {
    this.store = store;
    this.sessions = sessions;
    this.face = face;
    this.applications = applications;
    this.clock = clock;
  }

  /**
   * The file.
   *
   * @throws NotFound when the account was deleted meanwhile
   */
  public Map<String, Object> export(BrowserUser caller) {
    User user =
        store
            .read(tx -> tx.users().byId(caller.customer(), caller.id()))
            .orElseThrow(() -> new NotFound("the user"));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("made_at", clock.instant().toString());
    file.put("organisation", caller.customerName());
    file.put("account", account(user));
    file.put("groups", store.read(tx -> groups(tx, user)));
    file.put("roles", store.read(tx -> roles(tx, user)));
    file.put("factors", store.read(tx -> OwnFactors.of(tx, user.customerId(), user.id())));
    file.put("sessions", sessions.list(caller).stream().map(OwnData::session).toList());
    file.put("devices", sessions.devices(caller).stream().map(OwnData::device).toList());
    file.put("applications", applications.list(caller).stream().map(OwnData::application).toList());
    file.put("face", face(caller, user));
    file.put(
        "events",
        store.read(tx -> tx.audit().ofUser(caller.customer(), caller.id(), EVENTS)).stream()
            .map(OwnData::event)
            .toList());
    return file;
  }

  private static List<String> groups(Transaction tx, User user) {
    return tx.groups().ofUser(user.customerId(), user.id()).stream().map(UserGroup::name).toList();
  }

  private static List<String> roles(Transaction tx, User user) {
    return tx.roles().ofUser(user.customerId(), user.id()).stream().map(UserRole::name).toList();
  }

  private static Map<String, Object> account(User user) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("id", user.id().toString());
    account.put("user_name", user.userName());
    account.put("full_name", user.profile().fullName());
    account.put("email", user.profile().email());
    account.put("email_verified", user.profile().emailVerified());
    account.put("phone_number", user.profile().phoneNumber());
    account.put("country_code", user.profile().countryCode());
    account.put("details", details(user));
    account.put("has_password", user.password().isPresent());
    account.put("on_blacklist_since", time(user.blacklistedAt()));
    account.put("created_at", time(user.createdAt()));
    account.put("updated_at", time(user.updatedAt()));
    return account;
  }

  private static Map<String, String> details(User user) {
    Map<String, String> details = new LinkedHashMap<>();
    user.profile().details().values().forEach((field, value) -> details.put(field.claim(), value));
    return details;
  }

  private static Map<String, Object> session(Session session) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", session.id().toString());
    one.put("begun_in", session.dialect());
    one.put("methods", List.of(session.amr().split(" ", -1)));
    one.put("network", session.place().network());
    one.put("agent", session.place().agent());
    one.put("signed_in_at", time(session.authTime()));
    one.put("expires_at", time(session.expiresAt()));
    return one;
  }

  private static Map<String, Object> application(OwnApplications.Application application) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("client_id", application.client().id().toString());
    one.put("name", application.client().name());
    one.put("scopes", application.scopes().stream().sorted().toList());
    one.put("agreed_at", time(application.agreedAt().orElse(null)));
    one.put("last_signed_in_at", time(application.lastGrantAt().orElse(null)));
    return one;
  }

  private static Map<String, Object> event(AuditEvent event) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("at", time(event.at()));
    one.put("kind", event.kind());
    one.put("outcome", event.outcome());
    one.put("in", event.dialect());
    one.put("detail", event.detail());
    return one;
  }

  private static Map<String, Object> device(Device device) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("key", device.deviceKey());
    one.put("name", device.name());
    one.put("confirmed", device.confirmedKey().isPresent());
    one.put("first_seen_at", time(device.createdAt()));
    one.put("last_seen_at", time(device.lastSeenAt()));
    return one;
  }

  private Map<String, Object> face(BrowserUser caller, User user) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("kept", face.kept(caller));
    kept.put("enrolment", user.enrolment().state().name());
    kept.put("consents", face.consents(caller).stream().map(OwnData::consent).toList());
    List<Map<String, Object>> pictures = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      face.picture(caller, kind)
          .ifPresent(picture -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", kind.name());
            one.put("media_type", picture.mediaType());
            one.put("base64", Base64.getEncoder().encodeToString(picture.bytes()));
            pictures.add(one);
          });
    }
    kept.put("pictures", pictures);
    return kept;
  }

  private static Map<String, Object> consent(Consent consent) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("recorded_by", consent.source().name());
    one.put("purpose", consent.purpose());
    one.put("text_version", consent.textVersion());
    one.put("given_at", time(consent.givenAt()));
    one.put("expires_at", time(consent.expiresAt()));
    one.put("withdrawn_at", time(consent.withdrawnAt()));
    one.put("ended_at", time(consent.endedAt()));
    return one;
  }

  /** The empty string where it has not happened. */
  private static String time(@Nullable Instant instant) {
    if (instant == null) {
      return "";
    }
    return instant.toString();
  }
}

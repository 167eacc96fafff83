package dev.countersign.audit;

import java.util.Locale;

/** What can happen. Names are stored, so they are never changed. */
public enum AuditKind {
  SIGN_IN,
  SIGN_OUT,
  REFRESH_REUSE,
  SESSION_ENDED,
  CUSTOMER_CREATED,
  CUSTOMER_DELETED,
  API_KEY_CREATED,
  API_KEY_ROTATED,
  API_KEY_DELETED,
  USER_CREATED,
  USER_UPDATED,
  USER_DELETED,
  USER_DISABLED,
  USER_ENABLED,
  USER_BLACKLISTED,
  USER_WHITELISTED,
  PASSWORD_CHANGED,
  DEVICE_CONFIRMED,
  DEVICE_FORGOTTEN,
  SETTINGS_CHANGED,
  SEARCH_SPACE_STORED,
  SEARCH_SPACE_DELETED,
  SIGNING_KEY_CREATED,
  SIGNING_KEY_ACTIVATED,
  SIGNING_KEY_RETIRED,
  SIGNING_KEY_DELETED,
  SIGNING_KEY_REVOKED,
  FACE_EPOCH_CHANGED,
  FACE_SECRET_RENEWED,
  FACE_ERASED,
  /** The time a person's consent was given for is over, and the face was erased. */
  CONSENT_EXPIRED,
  CONSENT_WITHDRAWN,
  DELIVERY_GIVEN_UP,
  OUTGOING_REFUSED,
  /** What customers own was written to a file, or read from one. */
  EXPORTED,
  IMPORTED,
  /** The four kinds of the face dialect's request log. */
  FACE_ENROLL,
  FACE_UPDATE,
  FACE_AUTHENTICATE,
  FACE_SEARCH;

  /** As stored: lower case with underscores. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

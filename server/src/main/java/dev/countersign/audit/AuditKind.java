package dev.countersign.audit;

import java.util.Locale;

/** What can happen. Names are stored, so they are never changed. */
public enum AuditKind {
  SIGN_IN,
  /** The second step of a sign-in, or of making a session stronger. */
  SECOND_FACTOR,
  FACTOR_ADDED,
  FACTOR_REMOVED,
  RECOVERY_CODES_RENEWED,
  /** An operator took all of a person's factors away. */
  FACTORS_RESET,
  SIGN_OUT,
  REFRESH_REUSE,
  SESSION_ENDED,
  /** A client got tokens for a person. */
  GRANT_BEGUN,
  CODE_REUSE,
  CUSTOMER_CREATED,
  CUSTOMER_DELETED,
  API_KEY_CREATED,
  API_KEY_ROTATED,
  API_KEY_DELETED,
  CLIENT_CREATED,
  CLIENT_UPDATED,
  CLIENT_SECRET_ROTATED,
  CLIENT_DELETED,
  USER_CREATED,
  USER_UPDATED,
  USER_DELETED,
  USER_DISABLED,
  USER_ENABLED,
  USER_BLACKLISTED,
  USER_WHITELISTED,
  PASSWORD_CHANGED,
  /** An invited person chose their first password. */
  PASSWORD_CHOSEN,
  USER_INVITED,
  /** A new password was asked for in place of a forgotten one. */
  PASSWORD_FORGOTTEN,
  /** An administrator had the link mailed that confirms an address. */
  VERIFICATION_MAILED,
  ADDRESS_VERIFIED,
  ADDRESS_CHANGE_ASKED,
  ADDRESS_CHANGED,
  ADDRESS_CHANGE_REFUSED,
  /** The person asked for the account to be deleted, and may still restore it. */
  USER_LEAVING,
  USER_RESTORED,
  GROUP_CREATED,
  GROUP_UPDATED,
  GROUP_DELETED,
  GROUP_MEMBER_ADDED,
  GROUP_MEMBER_REMOVED,
  ROLE_CREATED,
  ROLE_UPDATED,
  ROLE_DELETED,
  ROLE_GRANTED,
  ROLE_REVOKED,
  OPERATOR_ADDED,
  OPERATOR_REMOVED,
  /** A person showed their password once more, before something grave. */
  PASSWORD_CONFIRMED,
  DEVICE_CONFIRMED,
  DEVICE_FORGOTTEN,
  /** A person typed the code that a device without a browser showed them. */
  DEVICE_CODE_TYPED,
  DEVICE_CODE_APPROVED,
  DEVICE_CODE_DENIED,
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
  /** A person has agreed that a client may have what it asked for. */
  CLIENT_ALLOWED,
  CLIENT_DISALLOWED,
  DELIVERY_GIVEN_UP,
  /** Somebody had a message sent again that was given up. */
  DELIVERY_REPEATED,
  /** Somebody had a message sent to try whether it arrives. */
  DELIVERY_TESTED,
  CALLBACK_SECRET_SHOWN,
  /** Somebody looked at the link by which a person enrols their face. */
  ENROLMENT_LINK_SHOWN,
  CALLBACK_SECRET_RENEWED,
  OUTGOING_REFUSED,
  /** What customers own was written to a file, or read from one. */
  EXPORTED,
  IMPORTED,
  /** An operator put a file where imports are read from. */
  IMPORT_UPLOADED,
  /** An operator deleted such a file. */
  IMPORT_FILE_DELETED,
  /** A page for one purpose was opened to somebody. */
  PORTAL_CREATED,
  /** A person agreed on such a page that their face is looked at. */
  PORTAL_AGREED,
  /** The person did not want to. */
  PORTAL_CANCELLED,
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

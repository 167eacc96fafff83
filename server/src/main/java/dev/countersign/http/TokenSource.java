package dev.countersign.http;

/** A place a client may put a token. */
public enum TokenSource {
  /** {@code Authorization: Bearer <token>}. */
  BEARER,
  /** {@code Authorization: <token>}. */
  BARE,
  /** {@code Authorization: Bearer <base64 of the token>}, as LoopBack clients send. */
  BEARER_BASE64,
  /** {@code ?access_token=}. */
  QUERY,
  /** {@code access_token} in a form or JSON body. */
  BODY,
  /** {@code X-Access-Token}. */
  X_ACCESS_TOKEN
}

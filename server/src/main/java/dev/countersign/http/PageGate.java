package dev.countersign.http;

/**
 * What stands before every page: it knows the browser by its cookie, and lets no form through that
 * does not carry that browser's token.
 */
public interface PageGate {
  /** Lets anybody in. */
  Reply enter(Exchange exchange, Access.PageHandler handler);

  /** Lets in who is signed in; others are sent to sign in, and come back. */
  Reply enterSignedIn(Exchange exchange, Access.SignedInHandler handler);
}

/**
 * Signing out at the request of a client (OpenID Connect RP-Initiated Logout), and telling the
 * other clients (Back-Channel Logout). It may not send anything itself: what is to be told goes
 * into the outbox.
 */
@NullMarked
package dev.countersign.logout;

import org.jspecify.annotations.NullMarked;

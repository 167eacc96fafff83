/**
 * What becomes of a session after the sign-in: renewal with refresh tokens, and its end. It may not
 * begin one; that is {@code signin}'s.
 */
@NullMarked
package dev.countersign.session;

import org.jspecify.annotations.NullMarked;

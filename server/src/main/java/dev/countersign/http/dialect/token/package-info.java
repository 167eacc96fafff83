/**
 * The token dialect, {@code /api/auth/token}: one call that signs a person in or renews. Parse,
 * call a feature, render; nothing else.
 */
@NullMarked
package dev.countersign.http.dialect.token;

import org.jspecify.annotations.NullMarked;

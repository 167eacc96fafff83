/**
 * The pages on which people set up what they sign in with beside a password: passkeys, an app for
 * codes, recovery codes. Parse, call a feature, render; nothing else.
 */
@NullMarked
package dev.countersign.http.web.factor;

import org.jspecify.annotations.NullMarked;

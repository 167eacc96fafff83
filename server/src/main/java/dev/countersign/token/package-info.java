/**
 * Signed and opaque tokens: issuing them, deciding whether a presented one is good now, telling
 * resource servers about them, and killing them. A password is checked by the steps of a sign-in,
 * never here.
 */
@NullMarked
package dev.countersign.token;

import org.jspecify.annotations.NullMarked;

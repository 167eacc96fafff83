/**
 * Signed and opaque tokens: issuing them, deciding whether a presented one is good now, telling
 * resource servers about them, and killing them. It may not check a password.
 */
@NullMarked
package dev.countersign.token;

import org.jspecify.annotations.NullMarked;

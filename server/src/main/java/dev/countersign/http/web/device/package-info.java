/**
 * The pages on which a person lets in a device that has no browser (RFC 8628). They may not decide
 * whether a code is right; the feature counts the guesses.
 */
@NullMarked
package dev.countersign.http.web.device;

import org.jspecify.annotations.NullMarked;

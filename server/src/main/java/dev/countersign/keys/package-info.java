/**
 * The keys themselves: opening the key-encryption key when the server starts, and the life of
 * signing keys. It may not decide who gets a token.
 */
@NullMarked
package dev.countersign.keys;

import org.jspecify.annotations.NullMarked;

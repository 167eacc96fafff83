/**
 * What people have allowed clients: remembered per person and client, asked for again when a client
 * wants more, withdrawn at will. It may not decide what a token holds; it says what may be in it.
 */
@NullMarked
package dev.countersign.consent;

import org.jspecify.annotations.NullMarked;

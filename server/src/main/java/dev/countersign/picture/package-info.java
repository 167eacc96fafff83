/**
 * Pictures as callers give them: an address to fetch or data in the call itself. It decides what
 * may be fetched only by asking {@code outgoing}, and what a file holds only by asking {@code
 * face.picture}; it may not keep either.
 */
@NullMarked
package dev.countersign.picture;

import org.jspecify.annotations.NullMarked;

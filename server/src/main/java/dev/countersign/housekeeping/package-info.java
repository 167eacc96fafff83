/**
 * Removing what has expired, in small batches, so that nobody waits for it. It may not remove
 * anything that could still be used.
 */
@NullMarked
package dev.countersign.housekeeping;

import org.jspecify.annotations.NullMarked;

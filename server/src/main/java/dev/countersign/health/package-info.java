/**
 * Whether the server can do its work at this moment. It may not repair anything, and it tells the
 * outside no more than which part is down.
 */
@NullMarked
package dev.countersign.health;

import org.jspecify.annotations.NullMarked;

/**
 * The console's pages about what happened: the audit trail to look through, to follow and to take
 * along. They show what features answer, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.events;

import org.jspecify.annotations.NullMarked;

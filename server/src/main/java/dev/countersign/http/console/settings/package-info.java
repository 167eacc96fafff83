/**
 * The console's pages about what a customer decided: its settings, mail texts, callbacks and what
 * became of what was sent. They show what features answer, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.settings;

import org.jspecify.annotations.NullMarked;

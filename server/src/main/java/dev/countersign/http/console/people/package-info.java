/**
 * The console's pages about a customer's people. They show what features answer, and decide
 * nothing.
 */
@NullMarked
package dev.countersign.http.console.people;

import org.jspecify.annotations.NullMarked;

/**
 * The console's pages that show at a glance how things are: a customer's overview and the server's.
 * They show what features count, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.overview;

import org.jspecify.annotations.NullMarked;

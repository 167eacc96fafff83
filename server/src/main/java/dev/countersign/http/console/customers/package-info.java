/**
 * The console's pages about customers and the programs that work for them: keys, clients, settings.
 * They show what features answer, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.customers;

import org.jspecify.annotations.NullMarked;

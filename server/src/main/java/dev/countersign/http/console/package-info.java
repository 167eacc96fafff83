/**
 * The console, {@code /console}: where a customer's administrators and the server's operators do by
 * looking what programs do by calling. Here is the frame: who gets in, the routes, tables, forms
 * and how failures look; each area has a package of its own below this one. It may not decide
 * anything: it calls the features that the management API and the command line call.
 */
@NullMarked
package dev.countersign.http.console;

import org.jspecify.annotations.NullMarked;

/**
 * The console's pages about the server: its keys, its health, its configuration, who operates it,
 * and what is carried in and out of it. They show what features answer, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.server;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: one class per command, each of which parses its words, calls the feature that
 * HTTP calls, and prints. No rule is decided here, and no database is touched but through a
 * feature.
 */
@NullMarked
package dev.countersign.cli;

import org.jspecify.annotations.NullMarked;

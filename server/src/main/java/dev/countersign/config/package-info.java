/**
 * The configuration of one server process: where it comes from, what is allowed, and the records
 * the rest of the program receives. Defaults, a YAML file, the environment and command line flags
 * are read once, checked as a whole and reported in one list of errors, so that a wrong setting
 * stops the start and never the first request that meets it.
 *
 * <p>Every key is declared once, in {@link dev.countersign.config.Keys}; parsing, validation,
 * printing and the reference page all come from that table. This package opens no database, binds
 * no socket and reads no environment by itself: {@code Main} hands the environment in. It depends
 * on no other package of the server.
 */
@org.jspecify.annotations.NullMarked
package dev.countersign.config;

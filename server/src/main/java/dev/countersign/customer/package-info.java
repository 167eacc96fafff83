/**
 * Organisations, their API keys and their settings. Called alike by HTTP and the command line. It
 * may not check a password; that is {@code signin}'s.
 */
@NullMarked
package dev.countersign.customer;

import org.jspecify.annotations.NullMarked;

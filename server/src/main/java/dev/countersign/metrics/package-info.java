/**
 * What the server counts and times about itself. Labels come from small fixed sets; it may not be
 * given a name, an address or a token.
 */
@NullMarked
package dev.countersign.metrics;

import org.jspecify.annotations.NullMarked;

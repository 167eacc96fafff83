/**
 * The calls {@code demo} makes, and what the documents say each answers. It speaks HTTP from the
 * outside, as any client would, and knows nothing of the server's own code.
 */
@NullMarked
package dev.countersign.cli.demo;

import org.jspecify.annotations.NullMarked;

/**
 * What {@code doctor} looks at: one method a check, each of which answers findings and mends
 * nothing.
 */
@NullMarked
package dev.countersign.cli.doctor;

import org.jspecify.annotations.NullMarked;

/**
 * How log lines look and where they go, set up in code because reading a file of settings costs a
 * good part of a start. It may not decide what is worth a line; that is each room's own.
 */
@NullMarked
package dev.countersign.logging;

import org.jspecify.annotations.NullMarked;

/**
 * The process: its entry point and its composition root, where every object is made and every
 * endpoint mounted. No logic.
 */
@NullMarked
package dev.countersign;

import org.jspecify.annotations.NullMarked;

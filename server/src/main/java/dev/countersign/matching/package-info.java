/**
 * Which faces are compared with which: the named sets of people that a search can be confined to.
 * It may not reach a person of another customer.
 */
@NullMarked
package dev.countersign.matching;

import org.jspecify.annotations.NullMarked;

/**
 * Whether a face is a person's, and whose it is: the decision at a threshold, the galleries that
 * are searched, the named sets of people that a search can be confined to, and the code that makes
 * up for a face a little too unlike. It may not reach a person of another customer, nor store a
 * face.
 */
@NullMarked
package dev.countersign.matching;

import org.jspecify.annotations.NullMarked;

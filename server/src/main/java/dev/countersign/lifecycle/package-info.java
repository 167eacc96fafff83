/**
 * How an account comes into being, changes hands with its owner's consent, and ends: sign-up,
 * invitation, forgotten password, change of address, deletion. Whether an account exists may not be
 * told from any answer to a stranger, nor from the time it takes: what depends on it is done after
 * the answer, and the result goes to the address of the person concerned.
 */
@NullMarked
package dev.countersign.lifecycle;

import org.jspecify.annotations.NullMarked;

/**
 * Deciding whether somebody is who they say: identify, reserve the attempt, verify with no
 * transaction open, and write everything that follows from the outcome in one transaction. It may
 * not know how a dialect words the outcome.
 */
@NullMarked
package dev.countersign.signin;

import org.jspecify.annotations.NullMarked;

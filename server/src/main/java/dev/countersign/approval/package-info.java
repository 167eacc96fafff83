/**
 * Approval by a code sent to the person: made once, told back once, within minutes and a few tries.
 * It may not send anything, nor decide what an approval is good for.
 */
@NullMarked
package dev.countersign.approval;

import org.jspecify.annotations.NullMarked;

/**
 * What happened, to whom, and how it ended, in the append-only trail. It names subjects by id; it
 * may not write a name, an address or a secret.
 */
@NullMarked
package dev.countersign.audit;

import org.jspecify.annotations.NullMarked;

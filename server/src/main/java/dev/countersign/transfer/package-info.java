/**
 * Export and import: everything customers own as a stream of JSON lines, and readers for what other
 * servers export. It holds one record, or one batch of them, in memory at a time. It may not decide
 * what a record means: a kind of record says how it is written, found and stored, and what is
 * sealed or turned goes through the features that own the keys.
 */
@NullMarked
package dev.countersign.transfer;

import org.jspecify.annotations.NullMarked;

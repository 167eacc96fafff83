/**
 * Mail and signed callbacks, put into an outbox in the transaction that causes them and delivered
 * by background threads, at least once. Nothing here may send while a request waits.
 */
@NullMarked
package dev.countersign.notify;

import org.jspecify.annotations.NullMarked;

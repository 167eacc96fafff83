/**
 * What the server remembers, as one interface per aggregate. Everything that must hold together is
 * written in one {@link Store#write transaction}; nothing slow (a password hash, a face match, the
 * network) happens while one is open. It may not know SQL; {@code store.sql} does.
 */
@NullMarked
package dev.countersign.store;

import org.jspecify.annotations.NullMarked;

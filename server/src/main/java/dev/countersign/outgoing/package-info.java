/**
 * Calls to other hosts: a guard that says which may be made, and an HTTP client that makes only
 * those. Everything the server fetches or posts goes through here, except mail, which goes to the
 * one server the operator configured. It may not interpret what comes back.
 */
@NullMarked
package dev.countersign.outgoing;

import org.jspecify.annotations.NullMarked;

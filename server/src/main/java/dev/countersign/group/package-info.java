/**
 * Groups and roles of a customer's people, and what of them is told to clients. What a role allows
 * is the clients' business: but for that of administrators, nothing in this server may depend on
 * one.
 */
@NullMarked
package dev.countersign.group;

import org.jspecify.annotations.NullMarked;

/**
 * The console's pages about a customer's OAuth clients. They show what {@code client} answers, in
 * the words of RFC 7591, and decide nothing.
 */
@NullMarked
package dev.countersign.http.console.clients;

import org.jspecify.annotations.NullMarked;

/**
 * Authorization requests of OAuth 2 and OpenID Connect: what a request must look like, what has to
 * happen in the browser before it is answered, and the answer. It knows nothing of HTTP and shows
 * no page; it says which page is needed, and goes on once that has been dealt with.
 */
@NullMarked
package dev.countersign.authorization;

import org.jspecify.annotations.NullMarked;

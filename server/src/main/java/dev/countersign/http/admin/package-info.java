/**
 * The management API, {@code /admin/v1}: everything an administrator can do, for programs. A caller
 * reaches its own customer and nothing else; only what an operator registered as its own reaches
 * all of them. It may not decide anything: it calls the features the command line calls.
 */
@NullMarked
package dev.countersign.http.admin;

import org.jspecify.annotations.NullMarked;

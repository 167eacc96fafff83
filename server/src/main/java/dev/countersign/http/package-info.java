/**
 * The way in over HTTP, and the only room that knows Javalin. One pipeline owns what no endpoint
 * may forget: request id, limits, declared access, headers, failures in the dialect's own shape. It
 * may not decide anything about sign-ins or tokens; it asks the features.
 */
@NullMarked
package dev.countersign.http;

import org.jspecify.annotations.NullMarked;

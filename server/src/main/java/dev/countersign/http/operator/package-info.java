/**
 * What operators and resource servers ask of the server beside the published APIs: who it is,
 * whether it is well, its figures, its keys, its documents. Parse, call a feature, render; nothing
 * else.
 */
@NullMarked
package dev.countersign.http.operator;

import org.jspecify.annotations.NullMarked;

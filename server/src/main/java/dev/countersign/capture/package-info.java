/**
 * One picture of a person, from the call that brought it to the face in it: fetched, decoded,
 * judged by the engine, kept as far as the customer wishes, and shown again by links that expire.
 * It may not decide whose face it is, and it writes nothing by itself.
 */
@NullMarked
package dev.countersign.capture;

import org.jspecify.annotations.NullMarked;

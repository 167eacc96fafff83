/**
 * Whose face is it: 1:N search over templates that lie in memory, outside of the Java heap. A
 * gallery knows ids, directions and cosines. It may not read a store, know a customer or a model's
 * name, write a template anywhere, or keep one that was removed.
 */
@NullMarked
package dev.countersign.face.gallery;

import org.jspecify.annotations.NullMarked;

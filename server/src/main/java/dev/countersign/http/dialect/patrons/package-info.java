/**
 * The patrons dialect, {@code /api/v2/patrons}: the LoopBack access-token model. Parse, call a
 * feature, render; nothing else.
 */
@NullMarked
package dev.countersign.http.dialect.patrons;

import org.jspecify.annotations.NullMarked;

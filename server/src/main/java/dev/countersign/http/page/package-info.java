/**
 * What all pages share: the frame, the words, the style sheet, the gate that knows a browser by its
 * cookie, and how failures look to people. It may not know any single page, nor any feature but the
 * sign-ins of browsers.
 */
@NullMarked
package dev.countersign.http.page;

import org.jspecify.annotations.NullMarked;

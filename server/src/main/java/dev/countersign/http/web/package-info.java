/**
 * Pages that people see in a browser: rendered here, without script, cookie or anything from
 * elsewhere. They ask features and show what those answer; they may not decide anything themselves.
 */
@NullMarked
package dev.countersign.http.web;

import org.jspecify.annotations.NullMarked;

/**
 * The face dialect, {@code /deepfaceauth/api/v1/basic}: people, their enrolments, black list,
 * search spaces and settings. Parse, call a feature, render; nothing else.
 */
@NullMarked
package dev.countersign.http.dialect.face;

import org.jspecify.annotations.NullMarked;

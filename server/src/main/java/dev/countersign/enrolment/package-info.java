/**
 * Adds a person's face, or replaces it: one picture, judged, compared with everybody else's where
 * the customer wishes that, and kept with the consent it rests on. It may not decide whether a face
 * is somebody's, nor keep one by itself.
 */
@NullMarked
package dev.countersign.enrolment;

import org.jspecify.annotations.NullMarked;

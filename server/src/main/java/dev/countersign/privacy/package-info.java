/**
 * Everything that keeps biometric data and lets it go again: faces and pictures encrypted under
 * keys of their own, the consent they rest on, retention, erasure and the proof of it. It may not
 * decide whether a face is somebody's, nor hand a picture to anybody but its customer.
 */
@NullMarked
package dev.countersign.privacy;

import org.jspecify.annotations.NullMarked;

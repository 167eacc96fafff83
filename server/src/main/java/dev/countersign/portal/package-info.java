/**
 * Pages that ask somebody for their face: what an address that works once leads to, what the person
 * agrees to, what to tell them while a camera looks, and the try itself. It decides nothing about
 * faces: enrolment, matching and search do, in whose transaction a portal is used up.
 */
@NullMarked
package dev.countersign.portal;

import org.jspecify.annotations.NullMarked;

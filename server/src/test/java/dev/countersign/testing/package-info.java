/**
 * What tests share: a clock they move, real databases made fresh in moments, and sample rows. It
 * may not replace any part of the server: tests run the real one.
 */
@NullMarked
package dev.countersign.testing;

import org.jspecify.annotations.NullMarked;

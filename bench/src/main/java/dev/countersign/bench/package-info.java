/**
 * Programs that measure the server: each figure beside the bare primitive it is made of, in the
 * same run, because machines differ and drift. Never on the product's classpath; never asserted by
 * a test.
 */
@NullMarked
package dev.countersign.bench;

import org.jspecify.annotations.NullMarked;

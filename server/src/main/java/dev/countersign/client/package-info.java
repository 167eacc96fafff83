/**
 * Applications that sign people in through this server: what they may register, how they prove
 * themselves, and what they know people by. Called alike by HTTP and the command line. It may not
 * issue a token or decide what a person agreed to.
 */
@NullMarked
package dev.countersign.client;

import org.jspecify.annotations.NullMarked;

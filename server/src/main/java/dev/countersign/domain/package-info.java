/**
 * What the server knows about: customers, people, sessions, devices, keys, and the reasons things
 * are refused for. Values only: nothing here reads a clock, draws a random number, opens a file or
 * knows that a database or a network exists. It may import {@code java.*} and nothing else.
 */
@NullMarked
package dev.countersign.domain;

import org.jspecify.annotations.NullMarked;

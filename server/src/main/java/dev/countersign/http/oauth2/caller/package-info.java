/**
 * How OAuth clients call: who they are, what their scripts in browsers may, and how they are told
 * what is wrong. Every endpoint that a client authenticates at stands behind this. It may not
 * decide what a client gets.
 */
@NullMarked
package dev.countersign.http.oauth2.caller;

import org.jspecify.annotations.NullMarked;

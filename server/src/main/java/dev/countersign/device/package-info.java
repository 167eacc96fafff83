/**
 * Devices a person signs in on: remembering them, binding a key to one, and proof that a request
 * comes from one. It may not sign anybody in.
 */
@NullMarked
package dev.countersign.device;

import org.jspecify.annotations.NullMarked;

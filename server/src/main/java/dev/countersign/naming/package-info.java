/**
 * How names are compared: the case-mapped forms of user and customer names. It may not look
 * anything up; whether a name exists is the features' business.
 */
@NullMarked
package dev.countersign.naming;

import org.jspecify.annotations.NullMarked;

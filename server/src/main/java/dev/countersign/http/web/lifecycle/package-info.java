/**
 * The pages of an account's beginning and end: sign-up, confirming an address, a forgotten
 * password, an invitation, calling a deletion off. What a mailed link does happens when its form is
 * sent, never when it is opened: programs that look through mail open every link. They may not tell
 * whether an account exists.
 */
@NullMarked
package dev.countersign.http.web.lifecycle;

import org.jspecify.annotations.NullMarked;

/**
 * What people see and do about their own account: where they are signed in, whether their face is
 * kept, everything that is known of them in one file. Every call takes the person who is signed in;
 * there is no way to reach anybody else.
 */
@NullMarked
package dev.countersign.account;

import org.jspecify.annotations.NullMarked;

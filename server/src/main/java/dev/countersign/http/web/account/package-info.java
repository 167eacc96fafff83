/**
 * The pages on which people see and change their own account. They ask features and show what those
 * answer; they may not decide anything themselves, and reach nobody but the person who is signed
 * in.
 */
@NullMarked
package dev.countersign.http.web.account;

import org.jspecify.annotations.NullMarked;

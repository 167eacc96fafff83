/**
 * The IAM dialect, {@code /v1/iam}: people sign in for signed tokens and a rotating refresh token,
 * on devices that can be confirmed with a key. Parse, call a feature, render; nothing else. It may
 * not know another dialect.
 */
@NullMarked
package dev.countersign.http.dialect.iam;

import org.jspecify.annotations.NullMarked;

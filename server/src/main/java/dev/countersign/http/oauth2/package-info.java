/**
 * The OAuth 2 and OpenID Connect endpoints for clients and resource servers. Parse, call a feature,
 * render; nothing else. Failures have the shape of RFC 6749, section 5.2.
 */
@NullMarked
package dev.countersign.http.oauth2;

import org.jspecify.annotations.NullMarked;

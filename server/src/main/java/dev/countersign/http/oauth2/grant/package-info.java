/**
 * The token endpoint: one class for each grant, behind one pipeline that owns what all of them
 * need, so that no grant can forget it: client authentication, the registration of the grant, DPoP,
 * repeated parameters, scopes and resources. A grant reads its own parameters and calls its
 * feature; nothing else.
 */
@NullMarked
package dev.countersign.http.oauth2.grant;

import org.jspecify.annotations.NullMarked;

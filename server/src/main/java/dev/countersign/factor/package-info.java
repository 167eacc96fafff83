/**
 * What a person shows beside a password: codes of an app, codes on paper, codes by mail, and a
 * browser that is remembered. It sets them up, says which a person has and whether one is asked
 * for. It may not begin a session, nor decide that somebody is who they say.
 */
@NullMarked
package dev.countersign.factor;

import org.jspecify.annotations.NullMarked;

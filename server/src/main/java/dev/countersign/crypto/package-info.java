/**
 * Everything that touches a key, a password or a signature: hashing passwords, opaque tokens,
 * encrypting what lies in the database, signing and checking JWTs. Each primitive comes from a
 * maintained library (the JDK, Amazon Corretto Crypto Provider, Tink, argon2-jvm, Bouncy Castle,
 * Nimbus JOSE); nothing here invents one. This package may not know users, HTTP or SQL, may not
 * read the clock or the environment, and may not put a secret into a log, a message or a {@code
 * toString}.
 */
@NullMarked
package dev.countersign.crypto;

import org.jspecify.annotations.NullMarked;

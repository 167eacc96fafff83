package dev.countersign.user;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Profile;
import java.util.Optional;

/**
 * A person to be added.
 *
 * @param userName the name to sign in with
 * @param profile what is known about the person
 * @param password the first password, absent for a person who signs in otherwise
 */
public record NewUser(String userName, Profile profile, Optional<Secret> password) {}

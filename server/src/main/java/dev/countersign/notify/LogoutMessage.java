package dev.countersign.notify;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;

/**
 * That a client has to be told of the end of a session.
 *
 * @param customer on whose behalf
 * @param client whom to tell
 * @param user whose session it was
 * @param sid what the client knows the session by
 */
public record LogoutMessage(CustomerId customer, ClientId client, UserId user, String sid) {}

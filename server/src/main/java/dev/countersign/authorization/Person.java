package dev.countersign.authorization;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.time.Instant;

/**
 * Who is signed in in a browser.
 *
 * @param session their sign-in; what is granted ends with it
 * @param customer the isolation boundary
 * @param user who they are
 * @param amr how they showed who they are (RFC 8176 names), separated by spaces
 * @param authTime when
 */
public record Person(
    SessionId session, CustomerId customer, UserId user, String amr, Instant authTime) {}

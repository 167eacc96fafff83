package dev.countersign.signin;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.time.Instant;

/**
 * A person who is signed in in a browser.
 *
 * @param session their sign-in
 * @param customer the isolation boundary
 * @param customerName the customer's name as given
 * @param id who they are
 * @param userName their name as given
 * @param amr how they showed who they are (RFC 8176 names), in order of use
 * @param authTime when
 */
public record BrowserUser(
    SessionId session,
    CustomerId customer,
    String customerName,
    UserId id,
    String userName,
    String amr,
    Instant authTime) {}

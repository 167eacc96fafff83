package dev.countersign.authorization;

/**
 * What is wrong with a request.
 *
 * @param code the error
 * @param description what to do about it, for the developer of the client; plain ASCII without
 *     quotes, as RFC 6749, section 4.1.2.1, wants it
 */
public record Problem(ErrorCode code, String description) {}

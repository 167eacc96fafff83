package dev.countersign.http.web;

/**
 * The page for whom a code by mail would be the second factor on a server that sends no mail.
 *
 * @param userName who is signing in
 * @param again where to sign in again
 * @param flow the request of an application that waits, or empty
 */
public record CodeNotSentModel(String userName, String again, String flow) {}

package dev.countersign.http.oauth2;

/**
 * A request of an application that cannot be answered.
 *
 * @param description what is wrong with it, for the application's developer
 */
public record ErrorModel(String description) {}

package dev.countersign.http.page;

/**
 * Something in a form that is to be put right.
 *
 * @param field the name of the field
 * @param text what to do about it
 */
public record Problem(String field, String text) {}

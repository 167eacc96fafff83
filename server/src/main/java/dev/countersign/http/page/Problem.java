package dev.countersign.http.page;

/**
 * Something in a form that is to be put right.
 *
 * @param field the name of the field to go to
 * @param text what to do about it
 * @param ofForm whether it is about the form as a whole, and so not said again at the field
 */
public record Problem(String field, String text, boolean ofForm) {}

package dev.countersign.http.web.lifecycle;

/**
 * A page that says something, and where to go on.
 *
 * @param title of the page
 * @param lead what it says
 * @param link where to go on
 * @param linkText what that link says
 */
public record PlainNotice(String title, String lead, String link, String linkText) {}

package dev.countersign.http.web.portal;

/**
 * Whether somebody means to decline, which ends the link.
 *
 * @param customer the customer's name
 * @param path the portal's own
 * @param framing what surrounds the page
 */
public record DeclineModel(String customer, String path, Framing framing) {}

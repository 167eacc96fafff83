package dev.countersign.http.oauth2;

import java.util.Map;

/**
 * A form with nothing to fill in.
 *
 * @param action where it goes
 * @param fields what it says
 */
public record FormModel(String action, Map<String, String> fields) {}

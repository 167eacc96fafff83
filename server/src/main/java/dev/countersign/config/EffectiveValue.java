package dev.countersign.config;

/**
 * One line of the effective configuration, fit to be shown.
 *
 * @param key the key, as in {@code server.port}
 * @param text the value as it was written; masked where it is secret
 * @param origin {@code default}, {@code FILE:LINE}, {@code environment NAME} or {@code flag --KEY}
 */
public record EffectiveValue(String key, String text, String origin) {}

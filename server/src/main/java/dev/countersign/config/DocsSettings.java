package dev.countersign.config;

/**
 * The pages for developers.
 *
 * @param enabled whether they are there
 */
public record DocsSettings(boolean enabled) {}

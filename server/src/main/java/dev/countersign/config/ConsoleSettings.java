package dev.countersign.config;

/**
 * The console.
 *
 * @param enabled whether there is one
 * @param twoFactors whether whoever opens it must have signed in with two factors
 */
public record ConsoleSettings(boolean enabled, boolean twoFactors) {}

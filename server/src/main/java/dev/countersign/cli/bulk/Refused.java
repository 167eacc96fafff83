package dev.countersign.cli.bulk;

/**
 * A picture, or a person, that was refused.
 *
 * @param user the person's name
 * @param file the picture's file, or the empty string where it is about the person
 * @param reason in one word, for programs
 * @param advice what to do
 */
public record Refused(String user, String file, String reason, String advice) {}

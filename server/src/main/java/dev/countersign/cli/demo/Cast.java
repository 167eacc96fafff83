package dev.countersign.cli.demo;

/**
 * Whose faces the demonstration shows.
 *
 * @param dinah a person
 * @param dinahLater the same person in another photograph
 * @param edith another person
 * @param mabel a third
 * @param stranger somebody who is never enrolled
 * @param group several people in one photograph
 */
public record Cast(
    Photograph dinah,
    Photograph dinahLater,
    Photograph edith,
    Photograph mabel,
    Photograph stranger,
    Photograph group) {}

package dev.countersign.face.gallery;

/**
 * One that a search found.
 *
 * @param id whose template it is
 * @param cosine of the angle between probe and template, -1 to 1, within {@link Gallery#PRECISION}
 *     of the one their floating-point numbers give
 */
public record Hit(long id, double cosine) {}

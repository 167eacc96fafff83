package dev.countersign.face.gallery;

/**
 * One that a search found.
 *
 * @param id whose template it is
 * @param cosine of the angle between probe and template times the lengths of both, within {@link
 *     Gallery#PRECISION} of the one their floating-point numbers give
 */
public record Hit(long id, double cosine) {}

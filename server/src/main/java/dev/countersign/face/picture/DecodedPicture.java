package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/**
 * A picture as it was read.
 *
 * @param picture upright
 * @param format of the file
 * @param reduced whether {@link Detail#FULL} would give more of the file's pixels
 */
public record DecodedPicture(Picture picture, PictureFormat format, boolean reduced) {}

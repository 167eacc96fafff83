package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/**
 * A picture as it was read.
 *
 * @param picture upright
 * @param format of the file
 * @param reduced whether the file holds more pixels than the picture has
 */
public record DecodedPicture(Picture picture, PictureFormat format, boolean reduced) {}

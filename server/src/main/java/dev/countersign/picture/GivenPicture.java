package dev.countersign.picture;

import dev.countersign.face.picture.PictureFormat;

/**
 * A picture a caller gave, not decoded.
 *
 * @param file its file's bytes, as they came
 * @param format of the file
 * @param inline whether the file was in the call itself, not at an address
 */
public record GivenPicture(byte[] file, PictureFormat format, boolean inline) {}

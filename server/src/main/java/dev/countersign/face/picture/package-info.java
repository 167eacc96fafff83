/**
 * Reads picture files into {@link dev.countersign.face.Picture} and writes small ones. A file is
 * what a stranger sent: its size and its number of pixels are limited before anything is decoded,
 * time and memory while it is. PNG and the JPEG files of cameras are read here, stripped of all
 * that is no pixel; other JPEG files and the formats with room for anything (TIFF, WebP, PDF) are
 * read in a process of their own, which is ended when it takes too long or too much memory. It may
 * not fetch, keep or log a picture.
 */
@NullMarked
package dev.countersign.face.picture;

import org.jspecify.annotations.NullMarked;

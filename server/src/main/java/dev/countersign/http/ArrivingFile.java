package dev.countersign.http;

import java.io.InputStream;

/**
 * A body that is one file, far larger than memory perhaps, of which nothing was read yet.
 *
 * @param announced how many bytes it has, or -1 where that is not known
 * @param content it, read once; it throws {@link RequestRefused} when the rest does not come
 */
public record ArrivingFile(long announced, InputStream content) {}

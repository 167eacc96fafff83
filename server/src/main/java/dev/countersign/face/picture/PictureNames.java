package dev.countersign.face.picture;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which files of a folder are pictures, by their names alone; what is in them {@link PictureReader}
 * says. Hidden files are none: some systems keep notes beside pictures under the pictures' names.
 */
public final class PictureNames {
  private static final Pattern PHOTOGRAPH = ending("jpe?g|png|webp|tiff?");
  private static final Pattern DOCUMENT = ending("pdf");
  private static final Pattern UNREAD = ending("hei[cf]|avif|gif|bmp");

  private PictureNames() {}

  private static Pattern ending(String suffixes) {
    return Pattern.compile(
        "[^.].*\\.(?:" + suffixes + ")", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * Whether the name ends like that of a picture: a document with one, and kinds that are refused
   * included, so that people whose telephones write these are told of and not passed over.
   */
  public static boolean picture(Path file) {
    return photograph(file) || DOCUMENT.matcher(name(file)).matches() || unread(file);
  }

  /** Whether the name ends like that of a picture of a kind that is refused. */
  public static boolean unread(Path file) {
    return UNREAD.matcher(name(file)).matches();
  }

  /** Whether the name ends like that of a photograph's file. */
  public static boolean photograph(Path file) {
    return PHOTOGRAPH.matcher(name(file)).matches();
  }

  /** The name of a picture's file without its ending. */
  public static String stem(Path file) {
    String name = name(file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

package dev.countersign.face.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/** What the first bytes of a file say about it. Names and declared types are not believed. */
final class Signatures {
  private static final int LOOKED_AT = 512;
  private static final String READ =
      "please send a JPEG, PNG, TIFF or WebP picture, or a PDF whose first page is one";
  private static final String VIDEO =
      "Videos are not supported yet: please send a picture, such as one frame of it as JPEG";

  private Signatures() {}

  static PictureFormat format(byte[] file) throws PictureRefused {
    if (file.length == 0) {
      throw PictureRefused.unsupported("The file is empty: " + READ);
    }
    String head = new String(file, 0, Math.min(file.length, LOOKED_AT), ISO_8859_1);
    Optional<PictureFormat> format = known(head);
    if (format.isEmpty()) {
      throw PictureRefused.unsupported(why(head));
    }
    return format.get();
  }

  private static Optional<PictureFormat> known(String head) {
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(PictureFormat.JPEG);
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PictureFormat.PNG);
    }
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return Optional.of(PictureFormat.TIFF);
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return Optional.of(PictureFormat.WEBP);
    }
    if (head.startsWith("%PDF-")) {
      return Optional.of(PictureFormat.PDF);
    }
    return Optional.empty();
  }

  private static String why(String head) {
    if (head.startsWith("GIF8")) {
      return "GIF pictures, animated or not, are not supported: " + READ;
    }
    if (heif(head)) {
      return "HEIC and AVIF pictures are not supported: " + READ;
    }
    if (head.startsWith("II+\0") || head.startsWith("MM\0+")) {
      return "BigTIFF files are not supported: please save the picture as ordinary TIFF or as JPEG";
    }
    if (video(head)) {
      return VIDEO;
    }
    String text = head.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "The file is a web page and not a picture: please give the picture's own address";
    }
    if (text.startsWith("<svg") || text.startsWith("<?xml")) {
      return "Drawings are not supported: " + READ;
    }
    return "The file is no picture of a supported kind: " + READ;
  }

  // ISO/IEC 14496-12, section 4.3: "ftyp", then the brand.
  private static boolean heif(String head) {
    if (!head.startsWith("ftyp", 4) || head.length() < 12) {
      return false;
    }
    return switch (head.substring(8, 12)) {
      case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif", "avis" -> true;
      default -> false;
    };
  }

  private static boolean video(String head) {
    boolean matroska = head.startsWith("\u001aE\u00df\u00a3");
    boolean avi = head.startsWith("RIFF") && head.startsWith("AVI ", 8);
    boolean mpeg = head.startsWith("\0\0\u0001\u00ba") || head.startsWith("\0\0\u0001\u00b3");
    boolean boxes = head.startsWith("ftyp", 4) || head.startsWith("moov", 4);
    return matroska || avi || mpeg || boxes || head.startsWith("OggS") || head.startsWith("FLV");
  }
}

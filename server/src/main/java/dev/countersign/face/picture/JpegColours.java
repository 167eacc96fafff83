package dev.countersign.face.picture;

import java.util.List;

/** What a JPEG file's components mean, as the markers of JFIF and Adobe say. */
enum JpegColours {
  GREY,
  RGB,
  YCC,
  /** Inks: 255 is all of it. */
  CMYK,
  /** As Adobe writes them: 255 is none. */
  INVERTED_CMYK,
  /** The first three as luma and chroma, which give inverted inks. */
  YCCK;

  /** Instead of the transform's number, where there is no marker of Adobe's. */
  static final int NO_ADOBE = -1;

  static JpegColours of(JpegFrame frame, boolean jfif, int adobe) {
    return switch (frame.components().size()) {
      case 1 -> GREY;
      case 3 -> three(frame.components(), jfif, adobe);
      default -> four(adobe);
    };
  }

  private static JpegColours three(List<JpegFrame.Component> components, boolean jfif, int adobe) {
    if (jfif) {
      return YCC;
    }
    if (adobe != NO_ADOBE) {
      return adobe == 0 ? RGB : YCC;
    }
    List<Integer> ids = components.stream().map(JpegFrame.Component::id).toList();
    return ids.equals(List.of((int) 'R', (int) 'G', (int) 'B')) ? RGB : YCC;
  }

  private static JpegColours four(int adobe) {
    return switch (adobe) {
      case NO_ADOBE -> CMYK;
      case 2 -> YCCK;
      default -> INVERTED_CMYK;
    };
  }
}

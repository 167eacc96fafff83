package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the JPEG files that cameras and browsers make: sequential, Huffman-coded, 8 bits, all
 * components in one scan. It can give the picture at one half, quarter or eighth of its size for a
 * fraction of the work, from the low frequencies of each block, which the JDK's reader cannot.
 */
final class SequentialJpeg {
  private final JpegFile jpeg;
  private final int side;
  private final int maxH;
  private final int maxV;
  private final short[] block = new short[64];
  private final InverseDct transform = new InverseDct();

  private SequentialJpeg(JpegFile jpeg, int side) {
    this.jpeg = jpeg;
    this.side = side;
    JpegFrame.Component first = jpeg.frame().components().getFirst();
    boolean alone = jpeg.frame().components().size() == 1;
    this.maxH = alone ? 1 : first.h();
    this.maxV = alone ? 1 : first.v();
  }

  /**
   * The decoder of a file, when it is one of the usual kind.
   *
   * @param side how many samples every block of eight gives: 8, 4, 2 or 1
   */
  static Optional<SequentialJpeg> of(JpegFile jpeg, int side) {
    boolean colours =
        switch (jpeg.colours()) {
          case GREY, RGB, YCC -> true;
          case CMYK, INVERTED_CMYK, YCCK -> false;
        };
    if (!colours || !jpeg.frame().sequential() || !sampling(jpeg.frame()) || !scan(jpeg)) {
      return Optional.empty();
    }
    return Optional.of(new SequentialJpeg(jpeg, side));
  }

  private static boolean sampling(JpegFrame frame) {
    List<JpegFrame.Component> components = frame.components();
    int h = components.getFirst().h();
    int v = components.getFirst().v();
    boolean known = (h == 1 && v == 1) || (h == 2 && v <= 2);
    return components.size() == 1
        || (known && components.stream().skip(1).allMatch(one -> one.h() == 1 && one.v() == 1));
  }

  // Section B.2.3: the number of components, a name and selectors for each, and the spectrum.
  private static boolean scan(JpegFile jpeg) {
    List<JpegFrame.Component> components = jpeg.frame().components();
    int at = jpeg.scan().at();
    boolean whole = jpeg.scan().length() == 4 + 2 * components.size();
    if (!whole || jpeg.file()[at] != components.size()) {
      return false;
    }
    for (int i = 0; i < components.size(); i++) {
      if ((jpeg.file()[at + 1 + 2 * i] & 0xff) != components.get(i).id()) {
        return false;
      }
    }
    int spectrum = at + 1 + 2 * components.size();
    byte[] file = jpeg.file();
    return file[spectrum] == 0 && file[spectrum + 1] == 63 && file[spectrum + 2] == 0;
  }

  Picture decode(TimeLimit limit) throws PictureRefused, InterruptedIOException {
    int across = Math.ceilDiv(jpeg.size().width(), 8 * maxH);
    int down = Math.ceilDiv(jpeg.size().height(), 8 * maxV);
    JpegTables tables = JpegTables.of(jpeg);
    JpegComponent[] components = components(tables, across, down);
    JpegBits bits = new JpegBits(jpeg.file(), jpeg.scan().end());
    int untilRestart = tables.restartInterval();
    for (int row = 0; row < down; row++) {
      limit.check();
      for (int column = 0; column < across; column++) {
        if (untilRestart == 0 && tables.restartInterval() > 0) {
          restart(bits, components);
          untilRestart = tables.restartInterval();
        }
        untilRestart--;
        unit(bits, components, row, column);
      }
      if (bits.exhausted()) {
        throw PictureRefused.corrupt();
      }
    }
    return new JpegSamples(components, jpeg.colours(), maxH, maxV, side).picture(jpeg.size());
  }

  private JpegComponent[] components(JpegTables tables, int across, int down)
      throws PictureRefused {
    List<JpegFrame.Component> headers = jpeg.frame().components();
    JpegComponent[] components = new JpegComponent[headers.size()];
    for (int i = 0; i < components.length; i++) {
      JpegFrame.Component header = headers.get(i);
      if (components.length == 1) {
        // Section A.2.2: a scan of one component is not interleaved.
        header = new JpegFrame.Component(header.id(), 1, 1, header.table());
      }
      int selectors = jpeg.file()[jpeg.scan().at() + 2 + 2 * i] & 0xff;
      components[i] = new JpegComponent(header, tables, selectors, side, across, down);
    }
    return components;
  }

  private static void restart(JpegBits bits, JpegComponent[] components) throws PictureRefused {
    bits.restart();
    for (JpegComponent component : components) {
      component.prediction = 0;
    }
  }

  private void unit(JpegBits bits, JpegComponent[] components, int row, int column)
      throws PictureRefused {
    for (JpegComponent component : components) {
      for (int y = 0; y < component.v; y++) {
        int target =
            (row * component.v + y) * component.side * component.stride
                + column * component.h * component.side;
        for (int x = 0; x < component.h; x++) {
          int end = bits.block(component, block);
          transform.apply(block, end, component, target + x * component.side);
        }
      }
    }
  }
}

package dev.countersign.face.picture;

/** A component while its samples are being decoded. */
final class JpegComponent {
  final HuffmanTable dc;
  final HuffmanTable ac;

  /** The quantisation table, in zigzag order. */
  final int[] scales;

  /** Blocks across and down in a minimum coded unit. */
  final int h;

  final int v;

  /** How many samples a block gives across and down: 8, or less when the picture is reduced. */
  final int side;

  /** Samples from one row to the next. */
  final int stride;

  final byte[] samples;

  /** The last block's first coefficient. */
  int prediction;

  JpegComponent(
      JpegFrame.Component header, JpegTables tables, int selectors, int side, int across, int down)
      throws PictureRefused {
    this.dc = tables.dc(selectors >> 4);
    this.ac = tables.ac(selectors & 15);
    this.scales = tables.quantisation(header.table());
    this.h = header.h();
    this.v = header.v();
    this.side = side;
    this.stride = across * h * side;
    this.samples = new byte[stride * down * v * side];
  }
}

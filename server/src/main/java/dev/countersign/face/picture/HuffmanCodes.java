package dev.countersign.face.picture;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** A Huffman table for writing: ITU-T T.81, annex C. */
final class HuffmanCodes {
  /** How many codes there are of each length from 1 to 16. */
  final byte[] counts = new byte[16];

  /** The values, those with the shortest codes first. */
  final byte[] values;

  /** The code of each value. */
  final int[] codes = new int[256];

  /** Its length in bits; zero where the value has none. */
  final int[] lengths = new int[256];

  HuffmanCodes(JPEGHuffmanTable table) {
    short[] given = table.getLengths();
    short[] inOrder = table.getValues();
    values = new byte[inOrder.length];
    int code = 0;
    int index = 0;
    for (int length = 1; length <= given.length; length++) {
      counts[length - 1] = (byte) given[length - 1];
      for (int i = 0; i < given[length - 1]; i++) {
        values[index] = (byte) inOrder[index];
        codes[inOrder[index]] = code++;
        lengths[inOrder[index]] = length;
        index++;
      }
      code <<= 1;
    }
  }
}

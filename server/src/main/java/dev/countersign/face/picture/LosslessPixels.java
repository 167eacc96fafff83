package dev.countersign.face.picture;

import java.util.HexFormat;

/** The pixels of an image within a lossless WebP image: RFC 9649, sections 3.6 and 3.7. */
final class LosslessPixels {
  private static final int LEVELS = 256;
  private static final int LENGTHS = 24;
  private static final int MOST_CACHED = 11;
  private static final int HASH = 0x1e35a7bd;

  // Section 3.6.2.2: where near copies come from. The rows above are in the upper four bits, eight
  // less the columns to the left in the lower.
  private static final byte[] NEAR =
      HexFormat.of()
          .parseHex(
              "1807171928062729161a262a38053739151b363a252b48044749141c353b"
                  + "464a242c58454b343c035759131d565a232d444c555b333d68026769121e"
                  + "666a222e545c434d656b323e78017779535d111f646c424e767a212f757b"
                  + "313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070");

  private final LosslessBits bits;
  private final int width;
  private final int[] pixels;
  private final int cacheBits;
  private final int[] cache;
  private int done;
  private int cached;

  private LosslessPixels(LosslessBits bits, Size size, int cacheBits) {
    this.bits = bits;
    this.width = size.width();
    this.pixels = new int[width * size.height()];
    this.cacheBits = cacheBits;
    this.cache = new int[1 << cacheBits];
  }

  /** Those of a small image that tells something of the large one. */
  static int[] ofPart(LosslessBits bits, Size size) throws PictureRefused {
    LosslessPixels image = new LosslessPixels(bits, size, cacheBits(bits));
    return image.read(CodeMap.one(image.codes()));
  }

  /** Those of the large one. */
  static int[] ofAll(LosslessBits bits, Size size) throws PictureRefused {
    int cacheBits = cacheBits(bits);
    CodeMap map = CodeMap.read(bits, size, cacheBits);
    return new LosslessPixels(bits, size, cacheBits).read(map);
  }

  // A cache of no bits has one place, which no code leads to.
  private static int cacheBits(LosslessBits bits) throws PictureRefused {
    if (!bits.flag()) {
      return 0;
    }
    int cacheBits = bits.read(4);
    if (cacheBits < 1 || cacheBits > MOST_CACHED) {
      throw PictureRefused.corrupt();
    }
    return cacheBits;
  }

  private PrefixCodes codes() throws PictureRefused {
    return PrefixCodes.read(bits, CodeMap.places(cacheBits));
  }

  private int[] read(CodeMap map) throws PictureRefused {
    while (done < pixels.length) {
      PrefixCodes codes = map.at(done % width, done / width);
      int symbol = codes.green().read(bits);
      if (symbol < LEVELS) {
        pixels[done++] = literal(codes, symbol);
      } else if (symbol < LEVELS + LENGTHS) {
        copy(number(symbol - LEVELS), number(codes.distance().read(bits)));
      } else {
        pixels[done] = fromCache(symbol - LEVELS - LENGTHS);
        done++;
      }
    }
    return pixels;
  }

  private int literal(PrefixCodes codes, int green) throws PictureRefused {
    int red = codes.red().read(bits);
    int blue = codes.blue().read(bits);
    int alpha = codes.alpha().read(bits);
    return (alpha << 24) | (red << 16) | (green << 8) | blue;
  }

  /** A length or distance of which the symbol says how many bits follow. */
  private int number(int symbol) throws PictureRefused {
    if (symbol < 4) {
      return symbol + 1;
    }
    int more = (symbol - 2) >> 1;
    return ((2 + (symbol & 1)) << more) + bits.read(more) + 1;
  }

  private void copy(int length, int code) throws PictureRefused {
    int distance = distance(code);
    if (distance > done || length > pixels.length - done) {
      throw PictureRefused.corrupt();
    }
    for (int end = done + length; done < end; done++) {
      pixels[done] = pixels[done - distance];
    }
  }

  private int distance(int code) {
    if (code > NEAR.length) {
      return code - NEAR.length;
    }
    int place = NEAR[code - 1];
    return Math.max(1, (place >> 4) * width + 8 - (place & 15));
  }

  private int fromCache(int place) throws PictureRefused {
    if (cacheBits == 0) {
      throw PictureRefused.corrupt();
    }
    // What was read since is put in now: most images are read without a look at the cache.
    for (; cached < done; cached++) {
      cache[(HASH * pixels[cached]) >>> (32 - cacheBits)] = pixels[cached];
    }
    return cache[place];
  }
}

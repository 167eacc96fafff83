package dev.countersign.privacy;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.face.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * How vectors lie in their columns: 16-bit floats (IEEE 754 binary16), lowest byte first, sealed
 * under the person's key. Rounding changes the cosine of two by about 1e-5, far below what
 * separates two scores; it halves what a gallery reads, and PostgreSQL keeps the vectors in their
 * rows.
 *
 * <p>The place they are bound to includes what they mean nothing without: the model and the
 * rotation.
 */
final class Vectors {
  private Vectors() {}

  private static Binding template(StoredTemplate of) {
    String row = of.userId() + "/" + of.rotationEpoch() + "/" + of.model();
    return new Binding("face_template", "sealed", of.customerId().value(), row);
  }

  private static Binding sample(StoredTemplate of, int number) {
    String row = of.userId() + "/" + number + "/" + of.rotationEpoch() + "/" + of.model();
    return new Binding("face_sample", "sealed", of.customerId().value(), row);
  }

  /** The vector of that template, whatever it holds now. */
  static byte[] seal(Embedding vector, StoredTemplate of, DataKey key, SecureRandom random) {
    return key.seal(bytes(vector), template(of), random);
  }

  /** The sample of that number beside it. */
  static byte[] seal(
      Embedding vector, int number, StoredTemplate of, DataKey key, SecureRandom random) {
    return key.seal(bytes(vector), sample(of, number), random);
  }

  static Embedding open(StoredTemplate stored, DataKey key) {
    return Embedding.directionOf(floats(key.open(stored.sealed(), template(stored))));
  }

  static Embedding open(StoredSample sample, StoredTemplate of, DataKey key) {
    return Embedding.directionOf(floats(key.open(sample.sealed(), sample(of, sample.number()))));
  }

  static byte[] bytes(Embedding embedding) {
    float[] values = embedding.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return bytes.array();
  }

  /** Rounded, so that its length is no longer quite one. */
  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Short.BYTES];
    ByteBuffer halves = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(halves.getShort());
    }
    return values;
  }
}

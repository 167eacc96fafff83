package dev.countersign.privacy;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  static Binding template(CustomerId customer, UserId user, String model, long rotation) {
    String row = user + "/" + rotation + "/" + model;
    return new Binding("face_template", "sealed", customer.value(), row);
  }

  static Binding sample(CustomerId customer, UserId user, int number, String model, long rotation) {
    String row = user + "/" + number + "/" + rotation + "/" + model;
    return new Binding("face_sample", "sealed", customer.value(), row);
  }

  static Embedding open(StoredTemplate stored, DataKey key) {
    Binding binding =
        template(stored.customerId(), stored.userId(), stored.model(), stored.rotationEpoch());
    return Embedding.directionOf(floats(key.open(stored.sealed(), binding)));
  }

  static Embedding open(StoredSample sample, StoredTemplate of, DataKey key) {
    Binding binding =
        sample(of.customerId(), of.userId(), sample.number(), of.model(), of.rotationEpoch());
    return Embedding.directionOf(floats(key.open(sample.sealed(), binding)));
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

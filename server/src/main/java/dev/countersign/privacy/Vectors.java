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
 * How vectors lie in their columns: 32-bit floats, lowest byte first, sealed under the person's
 * key. The place they are bound to includes what they mean nothing without: the model and the
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
    return Embedding.ofUnit(floats(key.open(stored.sealed(), binding)));
  }

  static Embedding open(StoredSample sample, StoredTemplate of, DataKey key) {
    Binding binding =
        sample(of.customerId(), of.userId(), sample.number(), of.model(), of.rotationEpoch());
    return Embedding.ofUnit(floats(key.open(sample.sealed(), binding)));
  }

  static byte[] bytes(Embedding embedding) {
    float[] values = embedding.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}

package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.FaceCopies;
import dev.countersign.privacy.FaceCopy;
import dev.countersign.privacy.FaceCopy.Sample;
import dev.countersign.store.Transaction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * People's faces: the vectors behind them, as the model made them, in the secret part. A vector is
 * 32-bit floats, lowest byte first.
 */
final class FaceKind implements RecordKind<FaceCopy> {
  /** Turning and rounding move a vector by about 1e-5; another picture of a face, by 1e-1. */
  private static final double SAME = 0.9995;

  private static final String VECTOR = "vector";

  private final FaceCopies faces;

  FaceKind(FaceCopies faces) {
    this.faces = faces;
  }

  @Override
  public String type() {
    return "face";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return tx.faceTemplates().count(customer);
  }

  @Override
  public void each(Reading reading, Consumer<FaceCopy> sink) {
    long last = page(reading, 0, sink);
    while (last > 0) {
      last = page(reading, last, sink);
    }
  }

  private long page(Reading reading, long after, Consumer<FaceCopy> sink) {
    return faces.page(
        reading.tx(),
        reading.customer(),
        after,
        PAGE,
        sink,
        user -> reading.unreadable().accept("the face of user " + user));
  }

  @Override
  public Identity identity(FaceCopy face) {
    return Identity.of(face.customer(), face.user().value());
  }

  @Override
  public void write(FaceCopy face, ObjectNode open, ObjectNode secret) {
    open.put("consent", Long.toString(face.consent()));
    open.put("model", face.model());
    open.put("faceVersion", face.version());
    open.put("createdAt", face.createdAt().toString());
    open.put("updatedAt", face.updatedAt().toString());
    secret.put(VECTOR, bytes(face.mean()));
    ArrayNode samples = secret.putArray("samples");
    for (Sample sample : face.samples()) {
      samples
          .addObject()
          .put("number", sample.number())
          .put("quality", sample.quality())
          .put("createdAt", sample.createdAt().toString())
          .put(VECTOR, bytes(sample.vector()));
    }
  }

  private static byte[] bytes(Embedding vector) {
    float[] values = vector.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Override
  public FaceCopy read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    List<Sample> samples = new ArrayList<>();
    for (Fields sample : hidden.list("samples")) {
      samples.add(
          new Sample(
              sample.small("number"),
              sample.fraction("quality"),
              vector(sample),
              sample.instant("createdAt")));
    }
    try {
      return new FaceCopy(
          open.customer(),
          open.user("id"),
          open.id("consent"),
          open.text("model"),
          open.number("faceVersion"),
          vector(hidden),
          samples,
          open.instant("createdAt"),
          open.instant("updatedAt"));
    } catch (IllegalArgumentException e) {
      throw new InvalidRecord("its vectors do not make a face");
    }
  }

  private static Embedding vector(Fields fields) {
    ByteBuffer bytes = ByteBuffer.wrap(fields.bytes(VECTOR)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    try {
      return Embedding.ofUnit(values);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecord("a vector of it has not the length 1");
    }
  }

  @Override
  public Optional<FaceCopy> find(Transaction tx, FaceCopy face) {
    return faces.find(tx, face.customer(), face.user());
  }

  @Override
  public Optional<String> obstacle(Here here, FaceCopy face) {
    boolean agreed =
        here.coming().test(face.consent())
            || here.tx().consents().find(face.customer(), face.consent()).isPresent();
    if (!agreed) {
      return Optional.of("the consent that it rests on is not here");
    }
    return here.missingUser(face.customer(), face.user());
  }

  /** Parts that are no vectors are compared as they are, vectors by their direction. */
  @Override
  public List<String> differences(FaceCopy stored, FaceCopy given) {
    List<String> names = new ArrayList<>(RecordKind.super.differences(stored, given));
    names.removeAll(List.of(VECTOR, "samples"));
    if (!alike(stored.mean(), given.mean())) {
      names.add(VECTOR);
    }
    boolean same = stored.samples().size() == given.samples().size();
    for (int i = 0; same && i < stored.samples().size(); i++) {
      same = alike(stored.samples().get(i), given.samples().get(i));
    }
    if (!same) {
      names.add("samples");
    }
    return names;
  }

  private static boolean alike(Sample one, Sample other) {
    return one.number() == other.number()
        && one.quality() == other.quality()
        && one.createdAt().equals(other.createdAt())
        && alike(one.vector(), other.vector());
  }

  private static boolean alike(Embedding one, Embedding other) {
    return one.dimension() == other.dimension() && one.cosine(other) >= SAME;
  }

  @Override
  public void store(Writing writing, FaceCopy face, Optional<FaceCopy> old) {
    faces.put(writing.tx(), face);
    writing.atTheEnd(tx -> faces.announce(tx, face.customer(), face.user()));
  }
}

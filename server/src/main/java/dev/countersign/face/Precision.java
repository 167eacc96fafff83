package dev.countersign.face;

/** How sure a match has to be, where a request gives no threshold. */
public enum Precision {
  /** One wrong match in about 10,000 pairs of strangers; in harder sets of faces, one in 1,000. */
  LOW(.42),
  /** One in about 200,000; in harder sets of faces, one in 10,000. What is used by default. */
  HIGH(.50);

  private final double cosine;

  Precision(double cosine) {
    this.cosine = cosine;
  }

  /** The least cosine that is a match. */
  public double cosine() {
    return cosine;
  }

  /** The least score that is a match. */
  public double score() {
    return MatchScore.of(cosine);
  }
}

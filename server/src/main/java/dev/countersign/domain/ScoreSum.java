package dev.countersign.domain;

/**
 * How many comparisons of faces with one outcome scored within one band.
 *
 * @param outcome as in {@link AuditEvent#outcome}
 * @param band which fiftieth of the scale from 0 to 1: 0 to 49
 * @param events how many
 */
public record ScoreSum(String outcome, int band, long events) {
  /** How many bands the scale has. */
  public static final int BANDS = 50;
}

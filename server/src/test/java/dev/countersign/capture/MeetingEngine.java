package dev.countersign.capture;

import dev.countersign.face.Analysis;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.FaceSample;
import dev.countersign.face.Glance;
import dev.countersign.face.Picture;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds no face in any picture, and not before so many pictures are there together. */
final class MeetingEngine implements FaceEngine {
  private final CountDownLatch all;
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Queue<Integer> widths = new ConcurrentLinkedQueue<>();

  MeetingEngine(int pictures) {
    this.all = new CountDownLatch(pictures);
  }

  int mostAtOnce() {
    return most.get();
  }

  List<Integer> widths() {
    return List.copyOf(widths);
  }

  @Override
  public FaceSample sample(Picture picture, Purpose purpose, boolean liveness) throws FaceRefused {
    widths.add(picture.width());
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    all.countDown();
    try {
      if (!all.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("only " + now.get() + " came");
      }
      // Whoever is let in beside this one has time to come.
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      now.decrementAndGet();
    }
    throw new FaceRefused(FaceRefusal.NO_FACE);
  }

  @Override
  public Optional<Analysis> analyse(Picture picture, boolean liveness) {
    return Optional.empty();
  }

  @Override
  public Glance glance(Picture picture) {
    return new Glance(List.of(), Optional.empty());
  }

  @Override
  public String model() {
    return "none";
  }

  @Override
  public int dimension() {
    return 128;
  }

  @Override
  public void load() {}

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public boolean broken() {
    return false;
  }

  @Override
  public int queued() {
    return 0;
  }

  @Override
  public int active() {
    return now.get();
  }

  @Override
  public void close() {}
}

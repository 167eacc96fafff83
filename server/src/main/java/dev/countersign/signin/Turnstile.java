package dev.countersign.signin;

import dev.countersign.signin.Throttle.Reservation;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets attempts at one account past the throttle in turn. A reserved attempt counts as failed until
 * it is concluded, so a program that signs in on many connections at once, rightly, would be kept
 * out by its own attempts: those wait here until one that is under way on this node is concluded.
 * An attempt that only past failures keep out does not wait.
 */
final class Turnstile {
  private final ConcurrentMap<String, Gate> gates = new ConcurrentHashMap<>();

  /** Reserves an attempt. */
  interface Reserve {
    /**
     * Reserves one.
     *
     * @param last whether a refusal is final, and so is counted
     */
    Reservation reserve(boolean last);
  }

  /** Reserves, and waits as long as attempts under way could still make room. */
  Reservation enter(String account, Reserve reserve) {
    Gate gate = gates.compute(account, (key, found) -> Gate.joined(found));
    boolean admitted = false;
    try {
      Reservation reservation = gate.enter(reserve);
      admitted = reservation.retryAfter().isEmpty();
      return reservation;
    } finally {
      if (!admitted) {
        left(account);
      }
    }
  }

  /** An admitted attempt is concluded. */
  void leave(String account) {
    Gate gate = gates.get(account);
    if (gate != null) {
      gate.leave();
      left(account);
    }
  }

  private void left(String account) {
    gates.computeIfPresent(account, (key, gate) -> gate.withoutOne());
  }

  /** The attempts at one account: those under way, and those that wait for them. */
  private static final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition concluded = lock.newCondition();
    // Admitted ones, and those that are asking: either may yet make room.
    private int underWay;
    private int asking;
    private long conclusions;
    // Guarded by the map's own lock on the account.
    private int present;

    static Gate joined(@Nullable Gate found) {
      Gate gate = found;
      if (gate == null) {
        gate = new Gate();
      }
      gate.present++;
      return gate;
    }

    @Nullable Gate withoutOne() {
      present--;
      if (present == 0) {
        return null;
      }
      return this;
    }

    /** The store is asked without the lock, so that the questions of many are written together. */
    Reservation enter(Reserve reserve) {
      long seen = conclusions();
      Reservation reservation = ask(reserve);
      while (reservation.retryAfter().isPresent()) {
        if (!awaitAnotherThan(seen)) {
          return last(reserve);
        }
        seen = conclusions();
        reservation = ask(reserve);
      }
      return reservation;
    }

    private Reservation ask(Reserve reserve) {
      change(0, 1);
      int admitted = 0;
      try {
        Reservation reservation = reserve.reserve(false);
        if (reservation.retryAfter().isEmpty()) {
          admitted = 1;
        }
        return reservation;
      } finally {
        change(admitted, -1);
      }
    }

    /** Nobody is left who could make room, so this answer is final. */
    private Reservation last(Reserve reserve) {
      Reservation reservation = reserve.reserve(true);
      if (reservation.retryAfter().isEmpty()) {
        change(1, 0);
      }
      return reservation;
    }

    /** Waits for one more attempt to be concluded; false when there is none to wait for. */
    private boolean awaitAnotherThan(long seen) {
      lock.lock();
      try {
        while (conclusions == seen && underWay + asking > 0) {
          concluded.awaitUninterruptibly();
        }
        return conclusions != seen;
      } finally {
        lock.unlock();
      }
    }

    private long conclusions() {
      lock.lock();
      try {
        return conclusions;
      } finally {
        lock.unlock();
      }
    }

    void leave() {
      change(-1, 0);
    }

    private void change(int ofUnderWay, int ofAsking) {
      lock.lock();
      try {
        underWay += ofUnderWay;
        asking += ofAsking;
        if (ofUnderWay < 0) {
          conclusions++;
          concluded.signal();
        }
        if (underWay + asking == 0) {
          // Nobody will wake those that wait any more.
          concluded.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}

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
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition concluded = lock.newCondition();
    private int underWay;
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

    Reservation enter(Reserve reserve) {
      lock.lock();
      try {
        Reservation reservation = reserve.reserve(underWay == 0);
        while (reservation.retryAfter().isPresent() && underWay > 0) {
          concluded.awaitUninterruptibly();
          reservation = reserve.reserve(underWay == 0);
        }
        if (reservation.retryAfter().isEmpty()) {
          underWay++;
        }
        return reservation;
      } finally {
        lock.unlock();
      }
    }

    void leave() {
      lock.lock();
      try {
        underWay--;
        concluded.signal();
        if (underWay == 0) {
          // Nobody under way will wake the others any more.
          concluded.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}

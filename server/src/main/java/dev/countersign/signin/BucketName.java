package dev.countersign.signin;

import dev.countersign.crypto.TokenDigest;

/** Buckets are known by digest: names and addresses do not lie in the throttle's table. */
final class BucketName {
  private BucketName() {}

  static byte[] digest(String name) {
    return TokenDigest.of(name).bytes();
  }
}

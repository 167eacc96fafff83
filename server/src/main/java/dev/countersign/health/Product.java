package dev.countersign.health;

import java.util.Optional;

/** Which server this is. */
public final class Product {
  private Product() {}

  /** The version in the jar's manifest; where there is no jar, that it runs from its sources. */
  public static String version() {
    return Optional.ofNullable(Product.class.getPackage().getImplementationVersion())
        .orElse("of the working tree");
  }
}

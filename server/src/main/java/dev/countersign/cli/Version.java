package dev.countersign.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version in the jar's manifest, and the JVM's. */
final class Version implements IVersionProvider {
  /** The version in the jar's manifest. */
  static String ofProduct() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not from a jar)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"countersign " + ofProduct(), "JVM " + Runtime.version()};
  }
}

package dev.countersign.http.oauth2;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The OpenID Provider with a browser before it, new for each test. */
abstract class ProviderTest {
  @TempDir Path folder;
  Provider provider;

  @BeforeEach
  void startProvider() {
    provider = new Provider(folder);
  }

  @AfterEach
  void stopProvider() {
    provider.close();
  }
}

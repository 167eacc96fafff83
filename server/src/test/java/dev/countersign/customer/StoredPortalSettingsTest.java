package dev.countersign.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents of portals that an earlier version let in. */
class StoredPortalSettingsTest {
  @TempDir Path folder;

  @Test
  void whatIsNoOriginAnyMoreIsLeftOutWhenReadAndRefusedWhenWritten() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      server
          .core()
          .store
          .write(tx -> {
            tx.settings()
                .put(
                    acme.id(),
                    Map.of("portal.parents", "http://[::1] https://www.example.com http://x"));
            return true;
          });
      SettingsAdministration settings = server.core().customerSettings;

      assertThat(settings.of(acme.id()).portals().parents())
          .containsExactly("https://www.example.com");
      assertThat(settings.byName(acme.id()))
          .containsEntry("portal.parents", "https://www.example.com");
      assertThatThrownBy(() ->
              settings.changeByName(
                  acme.id(), Map.of("portal.parents", "http://[::1]"), Origin.CLI))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("portal.parents must be an origin like https://www.example.com");
      settings.changeByName(acme.id(), Map.of("portal.minutes", "20"), Origin.CLI);
      assertThat(settings.of(acme.id()).portals())
          .isEqualTo(new PortalSettings(List.of("https://www.example.com"), false, 20));
    }
  }

  @Test
  void soManyThatNoHeaderHoldsThemAreRefused() {
    String many =
        IntStream.range(0, 50)
            .mapToObj(i -> "https://" + "a".repeat(80) + i + ".example")
            .collect(Collectors.joining(" "));

    assertThatThrownBy(() -> PortalSettings.of(Map.of("portal.parents", many)))
        .hasMessageContaining("portal.parents must have at most 4000 letters altogether");
    assertThat(PortalSettings.stored(Map.of("portal.parents", many)).parents())
        .hasSizeBetween(30, 49);
  }
}

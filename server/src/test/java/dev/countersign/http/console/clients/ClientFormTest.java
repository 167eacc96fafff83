package dev.countersign.http.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.ClientSettings;
import dev.countersign.http.page.Assets;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Pages;
import dev.countersign.testing.EveryClientSetting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientFormTest {
  private static final ClientSettings EVERYTHING =
      EveryClientSetting.VALUES.toBuilder()
          .responseTypes(ClientSettings.defaults().responseTypes())
          .rotateRefreshTokens(false)
          .build();

  private static ClientMetadata throughTheForm(ClientMetadata metadata) {
    Messages words = new Pages(new Assets(), _ -> false).words(Optional.empty());
    return ClientMetadata.of(ClientForm.members(ClientForm.of(words, metadata.members())));
  }

  @Test
  void everySettingGoesThroughTheFormUnchanged() {
    ClientMetadata full = new ClientMetadata("B\u00fcro \"1\"", EVERYTHING);
    ClientMetadata plain = ClientMetadata.of(Map.of());
    ClientMetadata scopeless =
        new ClientMetadata(
            "a", ClientSettings.defaults().toBuilder().scopes(new LinkedHashSet<>()).build());

    assertThat(throughTheForm(full)).isEqualTo(full);
    assertThat(throughTheForm(plain)).isEqualTo(plain);
    assertThat(throughTheForm(scopeless)).isEqualTo(scopeless);
  }

  /** The response types follow from the grants; the name is no setting. */
  @Test
  void thereIsAFieldForEverySetting() {
    List<String> fields =
        ClientField.GROUPS.values().stream().flatMap(List::stream).map(ClientField::name).toList();
    List<String> members =
        new ClientMetadata("a", EVERYTHING)
            .members().keySet().stream().filter(name -> !name.equals("response_types")).toList();

    assertThat(fields).containsExactlyInAnyOrderElementsOf(members);
    assertThat(fields).hasSize(ClientSettings.class.getRecordComponents().length);
  }
}

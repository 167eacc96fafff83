package dev.countersign.assembly;

import dev.countersign.keys.Signers;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.token.ClaimSource;
import dev.countersign.token.GrantFeatures;
import dev.countersign.token.Subjects;
import java.util.List;

/** The tokens of OAuth clients, on the features of the core. */
public final class TokenFeatures {
  public final Signers signers;
  public final Subjects subjects;
  public final GrantFeatures grants;

  /**
   * Wires them.
   *
   * @param claims who knows more about people than their profile says
   */
  TokenFeatures(Core core, Subjects subjects, List<ClaimSource> claims) {
    this.subjects = subjects;
    signers = new Signers(core.ring, core.signingKeys);
    grants =
        new GrantFeatures(
            new GrantFeatures.Parts(
                core.store,
                core.encryption,
                core.ring,
                signers,
                core.signedTokens,
                core.gate,
                subjects,
                core.refresh,
                new RefreshSecrets(core.encryption, core.random),
                core.audit,
                core.ids,
                core.random,
                core.clock,
                core.configuration.tokens(),
                core.configuration.sessions(),
                claims));
  }
}

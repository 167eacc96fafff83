package dev.countersign.assembly;

import dev.countersign.factor.AppSecretCopies;
import dev.countersign.keys.DataKeys;
import dev.countersign.keys.SigningKeyCopies;
import dev.countersign.privacy.FaceCopies;
import dev.countersign.privacy.PictureCopies;
import dev.countersign.token.Subjects;
import dev.countersign.transfer.BackgroundExports;
import dev.countersign.transfer.BackgroundImports;
import dev.countersign.transfer.Export;
import dev.countersign.transfer.Import;
import dev.countersign.transfer.Kinds;

/** Export and import, on the features of the core. */
public final class TransferFeatures {
  public final Export exports;
  public final Import imports;
  public final BackgroundExports backgroundExports;
  public final BackgroundImports backgroundImports;

  TransferFeatures(Core core, DataKeys dataKeys) {
    Kinds kinds =
        new Kinds(
            core.messages.callbackSecrets,
            new Subjects(core.store, core.encryption, core.random),
            new AppSecretCopies(core.encryption),
            new FaceCopies(dataKeys, core.transforms, core.random, core.clock),
            new PictureCopies(dataKeys, core.random),
            new SigningKeyCopies(core.encryption),
            core.random,
            core.clock);
    exports = new Export(core.store, kinds, core.audit, core.random, core.clock);
    imports = new Import(core.store, kinds, core.audit, core.random);
    var data = core.configuration.data();
    backgroundExports =
        new BackgroundExports(
            exports, core.store, data.folder().resolve("exports"), core.random, core.clock);
    backgroundImports =
        new BackgroundImports(
            imports,
            data.folder().resolve("imports"),
            data.database().toString(),
            core.random,
            core.clock);
  }
}

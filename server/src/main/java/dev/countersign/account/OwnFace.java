package dev.countersign.account;

import dev.countersign.domain.Consent;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.privacy.Erasure;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.Store;
import java.util.List;
import java.util.Optional;

/** Whether a person's face is kept, what they agreed to, and that it is erased when they say so. */
public final class OwnFace {
  private final Store store;
  private final PictureVault pictures;
  private final Erasure erasure;

  public OwnFace(Store store, PictureVault pictures, Erasure erasure) {
    this.store = store;
    this.pictures = pictures;
    this.erasure = erasure;
  }

  /** Whether there is a template of it. */
  public boolean kept(BrowserUser caller) {
    return store.read(tx -> tx.faceTemplates().find(caller.customer(), caller.id())).isPresent();
  }

  /** Everything the person agreed to, newest first. */
  public List<Consent> consents(BrowserUser caller) {
    return store.read(tx -> tx.consents().list(caller.customer(), caller.id()));
  }

  /** The small picture that is kept of it, if there is one. */
  public Optional<Opened> portrait(BrowserUser caller) {
    return picture(caller, Kind.PORTRAIT);
  }

  /** The picture of that kind that is kept with it, if there is one. */
  public Optional<Opened> picture(BrowserUser caller, Kind kind) {
    return pictures
        .ofTemplate(caller.customer(), caller.id(), kind)
        .flatMap(id -> pictures.open(caller.customer(), id));
  }

  /** Takes the consent back: everything biometric is erased; the receipt proves it. */
  public ErasureReceipt erase(BrowserUser caller, Origin origin) {
    return erasure.face(caller.customer(), caller.id(), origin);
  }
}

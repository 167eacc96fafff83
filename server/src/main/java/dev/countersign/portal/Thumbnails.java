package dev.countersign.portal;

import dev.countersign.capture.PictureLinks;
import dev.countersign.capture.ShownPictures;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import java.util.Optional;

/**
 * The small picture that a try led to, for the page itself: a frame on another site may not be able
 * to fetch it by the address that programs are told.
 */
public final class Thumbnails {
  private final PictureLinks links;
  private final PictureVault vault;

  public Thumbnails(PictureLinks links, PictureVault vault) {
    this.links = links;
    this.vault = vault;
  }

  Optional<Opened> open(ShownPictures shown) {
    String url = shown.thumbnail();
    return links
        .read(url.substring(url.lastIndexOf('/') + 1))
        .flatMap(named -> vault.open(named.customer(), named.picture()));
  }
}

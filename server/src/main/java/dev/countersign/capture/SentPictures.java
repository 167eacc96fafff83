package dev.countersign.capture;

import dev.countersign.capture.Places.Place;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pictures that are kept, opened to be sent. A large one takes memory for as long as whoever gets
 * it takes to read it, which may be long: only so many are open at once as the heap has room for.
 */
public final class SentPictures {
  /** Up to which size nothing is counted: every portrait and crop. */
  private static final int SMALL = 256 * 1024;

  private static final int QUEUE = 64;

  private final PictureVault vault;
  private final Places places;

  /** Opens nothing yet. */
  public SentPictures(PictureVault vault) {
    this(vault, Room.in(Runtime.getRuntime().maxMemory()));
  }

  SentPictures(PictureVault vault, Room room) {
    this.vault = vault;
    this.places = new Places(room.sent(), QUEUE);
  }

  /**
   * The picture of that id, as {@link PictureVault#open} has it.
   *
   * @return to be closed when it was sent
   * @throws EngineBusy when there is no room for it
   */
  public Optional<Sent> open(CustomerId customer, long id) throws EngineBusy {
    OptionalInt bytes = vault.size(customer, id);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Place place = room(bytes.getAsInt());
    Optional<Opened> opened = Optional.empty();
    try {
      opened = vault.open(customer, id);
    } finally {
      if (opened.isEmpty()) {
        place.close();
      }
    }
    return opened.map(picture -> new Sent(picture, place));
  }

  private Place room(int bytes) throws EngineBusy {
    if (bytes <= SMALL) {
      return places.nothing();
    }
    // It is there twice: as it is kept, and opened.
    return places.enter(Room.kilobytes(2L * bytes));
  }

  /** A picture while it is being sent. */
  public static final class Sent implements AutoCloseable {
    private final Opened picture;
    private final Place place;

    private Sent(Opened picture, Place place) {
      this.picture = picture;
      this.place = place;
    }

    /** What is sent. */
    public Opened picture() {
      return picture;
    }

    @Override
    public void close() {
      place.close();
    }
  }
}

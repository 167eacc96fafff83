package dev.countersign.picture;

import dev.countersign.face.picture.DecodedPicture;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.face.picture.PictureRefused.Reason;
import dev.countersign.face.picture.PictureRoom;
import dev.countersign.outgoing.AnswerRoom;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.outgoing.OutgoingRequest;
import dev.countersign.outgoing.OutgoingResponse;
import java.util.List;

/** Gets the picture that a call's {@code url} names or holds. Shared by all requests. */
public final class PictureSource {
  private static final int OK = 200;

  private final GuardedHttpClient client;
  private final PictureReader reader;

  /** Over the guarded client and the reader of files. */
  public PictureSource(GuardedHttpClient client, PictureReader reader) {
    this.client = client;
    this.reader = reader;
  }

  /**
   * Fetches or unpacks the file.
   *
   * @param url {@code https:}, {@code http:} where configuration allows it, or {@code data:}
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @param room for what is fetched; nothing is taken of it for what is unpacked
   * @throws PictureRefused with words for the caller; of an address that was not called or did not
   *     answer they are always the same, and the reason is in the metrics of outgoing calls
   */
  public GivenPicture get(String url, List<String> customersHosts, AnswerRoom room)
      throws PictureRefused {
    boolean inline = holds(url);
    byte[] file = inline ? DataUrl.bytes(url) : fetched(url, customersHosts, room);
    return new GivenPicture(file, PictureReader.format(file), inline ? "" : url);
  }

  /** Whether a URL holds its picture, so that nothing is fetched. */
  public static boolean holds(String url) {
    return DataUrl.is(url);
  }

  /**
   * Reads a picture's file.
   *
   * @param detail how many pixels are wanted
   * @param room for the picture
   * @throws PictureRefused with words for the caller
   */
  public DecodedPicture read(GivenPicture given, Detail detail, PictureRoom room)
      throws PictureRefused {
    return reader.read(given.file(), detail, room);
  }

  private byte[] fetched(String url, List<String> customersHosts, AnswerRoom room)
      throws PictureRefused {
    OutgoingResponse response = response(OutgoingRequest.picture(url, customersHosts), room);
    if (response.status() != OK) {
      throw unreachable();
    }
    return response.body();
  }

  private OutgoingResponse response(OutgoingRequest request, AnswerRoom room)
      throws PictureRefused {
    try {
      return client.send(request, room);
    } catch (OutgoingRefused refused) {
      // An answer came, from a host that may be called: its length tells nothing about ours.
      if (refused.reason() == OutgoingRefused.Reason.TOO_LARGE) {
        throw PictureRefused.tooLarge();
      }
      if (refused.reason() == OutgoingRefused.Reason.NO_ROOM) {
        throw PictureRefused.busy();
      }
      throw unreachable();
    }
  }

  private static PictureRefused unreachable() {
    return PictureRefused.because(
        Reason.UNREACHABLE,
        "The picture could not be fetched: please check that its address begins with https, may be"
            + " called by this server, and answers with the picture within 10 s; or send the"
            + " picture itself as a data: URL");
  }
}

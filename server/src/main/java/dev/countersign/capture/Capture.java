package dev.countersign.capture;

import dev.countersign.capture.CaptureResult.Busy;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.capture.Places.Place;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.FaceEngine.FaceRefused;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.FaceSample;
import dev.countersign.face.picture.DecodedPicture;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.face.picture.PictureRefused.Reason;
import dev.countersign.face.picture.PictureRoom;
import dev.countersign.outgoing.AnswerRoom;
import dev.countersign.picture.GivenPicture;
import dev.countersign.picture.PictureSource;
import java.util.List;

/**
 * Takes the face out of the picture that a call names or holds. Slow: no transaction may be open.
 * Decoded pictures are large, so only as many are under way at once as the heap has room for.
 */
public final class Capture {
  /** From which probability on a face counts as a living person's. */
  public static final double LIVE = 0.5;

  /** Calls that wait for another host: each holds a connection and what has come of its file. */
  private static final int FETCHES = 64;

  private final PictureSource source;
  private final FaceEngine engine;
  private final Places fetches;
  private final Places files;
  private final CustomersPlaces customersFiles;
  private final Places pictures;

  /**
   * Looks at nothing yet.
   *
   * @param queue calls that may wait until there is room for their pictures
   */
  public Capture(PictureSource source, FaceEngine engine, int queue) {
    this(source, engine, queue, Room.in(Runtime.getRuntime().maxMemory()));
  }

  Capture(PictureSource source, FaceEngine engine, int queue, Room room) {
    this.source = source;
    this.engine = engine;
    this.fetches = new Places(FETCHES, queue);
    // No more may wait with a part of a file than could all be given the rest of theirs.
    this.files = new Places(room.fetched(), Room.files(room.fetched()));
    this.customersFiles =
        new CustomersPlaces(room.fetchedForOne(), Room.files(room.fetchedForOne()));
    // Whoever has fetched a file has waited already.
    this.pictures = new Places(room.decoded(), FETCHES + queue);
  }

  /** What is asked about whether a face is a living person's. */
  public enum Liveness {
    /** Nothing. */
    IGNORED,
    /** That it is judged, and does not matter. */
    JUDGED,
    /** That it is. */
    REQUIRED;

    /** Whether it must be a living person's, as a customer's settings say. */
    public static Liveness required(boolean required) {
      return required ? REQUIRED : IGNORED;
    }
  }

  /** Calls that wait until there is room for their pictures. */
  public int waiting() {
    return fetches.waiting() + pictures.waiting();
  }

  /** The model whose embeddings samples have. The first call waits until it is loaded. */
  public String model() {
    return engine.model();
  }

  /**
   * Begins a customer's call that brings pictures; to be closed when nothing is done with them any
   * more.
   */
  public Call call(CustomerId customer) {
    return new Call(customer);
  }

  /**
   * One call and its pictures. Their files are in memory as long as what was taken of them is in
   * use, so that is how long the room for those that were fetched is held: a full disk or a slow
   * database must not let files pile up behind it.
   */
  public final class Call implements AutoCloseable {
    private final CustomerId customer;
    private final Place own;
    private final Place file = files.nothing();
    private boolean closed;

    private Call(CustomerId customer) {
      this.customer = customer;
      this.own = customersFiles.begin(customer);
    }

    /**
     * Looks for the face.
     *
     * @param url of the picture, or a {@code data:} URL that holds it
     * @param customersHosts the hosts that the customer may call beside those everybody may
     * @param purpose what the face is wanted for
     * @param liveness what is asked about that
     */
    public CaptureResult take(
        String url, List<String> customersHosts, Purpose purpose, Liveness liveness) {
      try {
        return looked(given(url, customersHosts), purpose, liveness);
      } catch (PictureRefused e) {
        return refused(e);
      } catch (FaceRefused e) {
        return new Unfit(Refusal.of(e.refusal()));
      } catch (EngineBusy e) {
        return new Busy(e.retryAfter());
      }
    }

    // Whoever waits for a slow host holds room for what has come, and keeps nobody from decoding.
    private GivenPicture given(String url, List<String> customersHosts)
        throws PictureRefused, EngineBusy {
      if (PictureSource.holds(url)) {
        return source.get(url, customersHosts, AnswerRoom.UNBOUNDED);
      }
      try (var _ = fetches.enter(1)) {
        return source.get(url, customersHosts, this::more);
      } catch (PictureRefused e) {
        // The time of a fetch goes on while it waits for room: that is not the host's fault.
        boolean waited = own.waited() || file.waited();
        throw e.reason() == Reason.UNREACHABLE && waited ? PictureRefused.busy() : e;
      }
    }

    // Of the customer's first: what all share is asked for by those alone who may have it.
    private boolean more(int bytes) {
      int kilobytes = Room.kilobytes(bytes);
      return own.more(kilobytes) && file.more(kilobytes);
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      file.close();
      own.close();
      customersFiles.end(customer);
    }
  }

  /**
   * Looks for the face of a head that may be turned, which is no portrait: nothing is asked of its
   * quality, and it is compared with nothing but another picture taken at the same time.
   *
   * @param file of the picture
   */
  public CaptureResult turned(byte[] file) {
    try {
      GivenPicture given = new GivenPicture(file, PictureReader.format(file), "");
      try (Place place = pictures.nothing()) {
        return engine
            .analyse(source.read(given, Detail.QUICK, roomIn(place)).picture(), false)
            .<CaptureResult>map(found -> new Taken(given, found.sample(Purpose.VERIFY)))
            .orElseGet(() -> new Unfit(Refusal.of(FaceRefusal.NO_FACE)));
      }
    } catch (PictureRefused e) {
      return refused(e);
    } catch (EngineBusy e) {
      return new Busy(e.retryAfter());
    }
  }

  private static CaptureResult refused(PictureRefused e) {
    return e.retryAfter().<CaptureResult>map(Busy::new).orElseGet(() -> new Unfit(Refusal.of(e)));
  }

  private static PictureRoom roomIn(Place place) {
    return bytes -> place.more(Room.kilobytes(Room.COPIES * bytes));
  }

  private CaptureResult looked(GivenPicture given, Purpose purpose, Liveness liveness)
      throws PictureRefused, FaceRefused, EngineBusy {
    if (purpose == Purpose.ENROL) {
      return inDetail(given, purpose, liveness);
    }
    try (Place place = pictures.nothing()) {
      DecodedPicture decoded = source.read(given, Detail.QUICK, roomIn(place));
      try {
        return sampled(given, decoded, purpose, liveness);
      } catch (FaceRefused tooFewPixels) {
        if (!decoded.reduced()) {
          throw tooFewPixels;
        }
      }
    }
    // A small face in a large picture: all of its pixels may do.
    return inDetail(given, purpose, liveness);
  }

  private CaptureResult inDetail(GivenPicture given, Purpose purpose, Liveness liveness)
      throws PictureRefused, FaceRefused, EngineBusy {
    try (Place place = pictures.nothing()) {
      DecodedPicture decoded = source.read(given, Detail.FULL, roomIn(place));
      return sampled(given, decoded, purpose, liveness);
    }
  }

  private CaptureResult sampled(
      GivenPicture given, DecodedPicture decoded, Purpose purpose, Liveness liveness)
      throws FaceRefused, EngineBusy {
    FaceSample sample = engine.sample(decoded.picture(), purpose, liveness != Liveness.IGNORED);
    if (liveness == Liveness.REQUIRED && sample.live().orElse(0) < LIVE) {
      return new Unfit(Refusal.of(FaceRefusal.NOT_LIVE));
    }
    return new Taken(given, sample);
  }
}

package dev.countersign.assembly;

import dev.countersign.capture.Capture;
import dev.countersign.capture.PictureLinks;
import dev.countersign.capture.RequestPictures;
import dev.countersign.enrolment.EnrolmentConclusion;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.enrolment.LinkTries;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.matching.AuthenticationConclusion;
import dev.countersign.matching.FaceAuthentication;
import dev.countersign.matching.FaceComparison;
import dev.countersign.matching.FaceSearch;
import dev.countersign.matching.Galleries;
import dev.countersign.matching.NearestFaces;
import dev.countersign.matching.OneTimeCodeCheck;
import dev.countersign.notify.CustomerNotices;
import dev.countersign.picture.PictureSource;

/** The features about faces, on those of the core. */
public final class FaceFeatures implements AutoCloseable {
  public final PictureReader reader;
  public final Capture capture;
  public final PictureLinks links;
  public final RequestPictures pictures;
  public final FaceComparison comparison;
  public final Galleries galleries;
  public final LinkTries linkTries;
  public final FaceEnrolment enrolment;
  public final FaceAuthentication authentication;
  public final FaceSearch search;

  FaceFeatures(Core core) {
    reader = new PictureReader();
    capture =
        new Capture(
            new PictureSource(core.http, reader),
            core.faceEngine,
            core.configuration.face().queue());
    links = new PictureLinks(core.ring, core.encryption, core.clock);
    pictures = new RequestPictures(core.pictures, links);
    comparison = new FaceComparison(core.faces);
    galleries = new Galleries(core.store, core.templates, core.faces);
    NearestFaces nearest = new NearestFaces(core.store, galleries, comparison);
    CustomerNotices notices = new CustomerNotices(core.messages.notifications);
    linkTries = new LinkTries(core.store, core.clock);
    enrolment =
        new FaceEnrolment(
            core.store,
            capture,
            nearest,
            core.customerSettings,
            new EnrolmentConclusion(
                core.faces,
                pictures,
                core.customerSettings,
                notices,
                linkTries,
                core.audit,
                core.clock));
    authentication = authentication(core, notices);
    search =
        new FaceSearch(
            core.store,
            capture,
            nearest,
            core.searchSpaces,
            pictures,
            core.customerSettings,
            core.audit);
  }

  private FaceAuthentication authentication(Core core, CustomerNotices notices) {
    OneTimeCodeCheck codes = new OneTimeCodeCheck(core.approvals, core.messages.codes);
    AuthenticationConclusion conclusion =
        new AuthenticationConclusion(
            core.faces, pictures, core.customerSettings, codes, notices, core.audit, core.clock);
    return new FaceAuthentication(
        core.store, capture, comparison, core.customerSettings, codes, conclusion);
  }

  @Override
  public void close() {
    galleries.close();
    reader.close();
  }
}

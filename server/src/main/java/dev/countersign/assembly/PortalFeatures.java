package dev.countersign.assembly;

import dev.countersign.portal.Agreements;
import dev.countersign.portal.Attempts;
import dev.countersign.portal.Challenges;
import dev.countersign.portal.Guide;
import dev.countersign.portal.PortalCreation;
import dev.countersign.portal.PortalLinks;
import dev.countersign.portal.PortalResults;
import dev.countersign.portal.Thumbnails;
import dev.countersign.portal.TurnCheck;
import dev.countersign.portal.TurnChecks;
import dev.countersign.portal.Visits;
import java.time.Duration;

/** The pages that ask for a face, on the features about faces. */
public final class PortalFeatures {
  /** How long the result of a portal can be asked for after it closed. */
  private static final Duration RESULTS_KEPT = Duration.ofDays(7);

  public final PortalCreation creation;
  public final PortalResults results;
  public final Visits visits;
  public final Challenges challenges;
  public final Agreements agreements;
  public final Guide guide;
  private final Core core;

  PortalFeatures(Core core) {
    this.core = core;
    creation =
        new PortalCreation(
            core.store,
            core.customerSettings,
            new PortalLinks(core.ring),
            core.audit,
            core.ids,
            core.random,
            core.clock);
    results = new PortalResults(core.store, core.clock);
    visits = new Visits(core.store, core.customerSettings, core.clock);
    challenges = new Challenges(core.store, core.encryption, core.random, core.clock);
    agreements = new Agreements(core.store, core.audit, core.clock);
    guide = new Guide(core.faceFeatures.reader, core.faceEngine, agreements);
    core.housekeeping.add(
        (tx, now, limit) -> tx.portals().deleteExpired(now.minus(RESULTS_KEPT), limit));
  }

  /** Tries, of which customers are told in those words. */
  public Attempts attempts(Attempts.Callbacks callbacks) {
    FaceFeatures faces = core.faceFeatures;
    return new Attempts(
        core.enrolmentLinks,
        faces.linkTries,
        agreements,
        new TurnChecks(
            core.store, new TurnCheck(challenges, faces.capture), core.audit, core.clock),
        new Attempts.Faces(faces.enrolment, faces.authentication, faces.search),
        callbacks,
        new Thumbnails(faces.links, core.pictures),
        core.clock);
  }
}

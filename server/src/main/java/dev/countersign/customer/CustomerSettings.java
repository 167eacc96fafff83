package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What a customer chose for itself.
 *
 * @param checkLiveness whether a picture must also look alive
 * @param threshold the score from which a face counts as the person's, 10 to 90, in hundredths of
 *     the score from 0 to 1 that callers see; unset where the precision asked for decides
 * @param callbacks the URLs to be told of what happened; an occasion without one is not told of
 * @param oneTimeCodeBelowThreshold whether a score a little too low may be made up for by a code
 * @param mails the mails to be sent; an occasion without one sends none
 * @param enrolmentUrlBySms whether a new person's enrolment URL is to go to their telephone
 * @param faces what it decided about the faces of its people
 * @param factors what it decided about second factors
 * @param portals what it decided about pages that ask for a face
 * @param outgoing the hosts the server may call on its behalf, which the operators decided
 */
public record CustomerSettings(
    boolean checkLiveness,
    OptionalInt threshold,
    Map<CallbackOccasion, String> callbacks,
    boolean oneTimeCodeBelowThreshold,
    Map<MailOccasion, MailTemplate> mails,
    boolean enrolmentUrlBySms,
    FaceSettings faces,
    FactorSettings factors,
    PortalSettings portals,
    OutgoingHosts outgoing) {
  /** What holds for a customer that has set nothing. */
  public static final CustomerSettings DEFAULT =
      new CustomerSettings(
          false,
          OptionalInt.empty(),
          Map.of(),
          false,
          Map.of(),
          false,
          FaceSettings.DEFAULT,
          FactorSettings.DEFAULT,
          PortalSettings.DEFAULT,
          OutgoingHosts.NONE);

  private static final int LOWEST = 10;
  private static final int HIGHEST = 90;

  /** What a callback tells of. */
  public enum CallbackOccasion {
    ENROLMENT_ACCEPTED,
    ENROLMENT_REJECTED,
    AUTHENTICATION_SUCCEEDED,
    AUTHENTICATION_FAILED;

    /** The name of its setting. */
    public String setting() {
      return "callback." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a mail is sent at. */
  public enum MailOccasion {
    ENROLMENT_ACCEPTED,
    ENROLMENT_REJECTED,
    /** A person was added, and is to enrol. */
    ENROLMENT_URL;

    /** What the names of the settings about it begin with. */
    public String setting() {
      return "mail." + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Keeps unmodifiable copies of the maps.
   *
   * @throws InvalidInput when the threshold is out of range
   */
  public CustomerSettings {
    callbacks = Map.copyOf(callbacks);
    mails = Map.copyOf(mails);
    if (threshold.isPresent()
        && (threshold.getAsInt() < LOWEST || threshold.getAsInt() > HIGHEST)) {
      throw noThreshold();
    }
  }

  /** What is said of a threshold that is none. */
  public static InvalidInput noThreshold() {
    return new InvalidInput(
        "Threshold must be a whole number from 10 to 90, in hundredths of the score from 0 to 1,"
            + " or empty for unset");
  }

  /** The URL to be told at, or the empty string. */
  public String callback(CallbackOccasion callback) {
    return callbacks.getOrDefault(callback, "");
  }

  /** The mail to be sent, or the empty one. */
  public MailTemplate mail(MailOccasion occasion) {
    return mails.getOrDefault(occasion, MailTemplate.EMPTY);
  }

  /** The same with or without the check that a picture looks alive. */
  public CustomerSettings withCheckLiveness(boolean check) {
    return changed(draft -> draft.checkLiveness = check);
  }

  /** The same with another threshold, or none. */
  public CustomerSettings withThreshold(OptionalInt other) {
    return changed(draft -> draft.threshold = other);
  }

  /** The same with another URL; the empty string for none. */
  public CustomerSettings withCallback(CallbackOccasion callback, String url) {
    return changed(draft -> {
      draft.callbacks.put(callback, url);
      draft.callbacks.values().removeIf(String::isEmpty);
    });
  }

  /** The same with or without the one-time code. */
  public CustomerSettings withOneTimeCodeBelowThreshold(boolean code) {
    return changed(draft -> draft.oneTimeCodeBelowThreshold = code);
  }

  /** The same with another mail; the empty one for none. */
  public CustomerSettings withMail(MailOccasion occasion, MailTemplate template) {
    return changed(draft -> {
      draft.mails.put(occasion, template);
      draft.mails.values().removeIf(MailTemplate.EMPTY::equals);
    });
  }

  /** The same with or without messages to the telephone. */
  public CustomerSettings withEnrolmentUrlBySms(boolean sms) {
    return changed(draft -> draft.enrolmentUrlBySms = sms);
  }

  /** The same with other decisions about faces. */
  public CustomerSettings withFaces(FaceSettings other) {
    return changed(draft -> draft.faces = other);
  }

  /** The same with other decisions about second factors. */
  public CustomerSettings withFactors(FactorSettings other) {
    return changed(draft -> draft.factors = other);
  }

  /** The same with other decisions about pages that ask for a face. */
  public CustomerSettings withPortals(PortalSettings other) {
    return changed(draft -> draft.portals = other);
  }

  private CustomerSettings changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** Settings while one of them is changed. */
  private static final class Draft {
    private boolean checkLiveness;
    private OptionalInt threshold;
    private final Map<CallbackOccasion, String> callbacks;
    private boolean oneTimeCodeBelowThreshold;
    private final Map<MailOccasion, MailTemplate> mails;
    private boolean enrolmentUrlBySms;
    private FaceSettings faces;
    private FactorSettings factors;
    private PortalSettings portals;
    private final OutgoingHosts outgoing;

    private Draft(CustomerSettings old) {
      checkLiveness = old.checkLiveness;
      threshold = old.threshold;
      callbacks = new LinkedHashMap<>(old.callbacks);
      oneTimeCodeBelowThreshold = old.oneTimeCodeBelowThreshold;
      mails = new LinkedHashMap<>(old.mails);
      enrolmentUrlBySms = old.enrolmentUrlBySms;
      faces = old.faces;
      factors = old.factors;
      portals = old.portals;
      outgoing = old.outgoing;
    }

    private CustomerSettings finished() {
      return new CustomerSettings(
          checkLiveness,
          threshold,
          callbacks,
          oneTimeCodeBelowThreshold,
          mails,
          enrolmentUrlBySms,
          faces,
          factors,
          portals,
          outgoing);
    }
  }
}

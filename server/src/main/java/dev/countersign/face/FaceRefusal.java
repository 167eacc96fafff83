package dev.countersign.face;

/**
 * Why a picture is not used, each in words for the person in front of the camera.
 *
 * <p>The reasons are those of the pipeline's quality gates.
 */
public enum FaceRefusal {
  NO_FACE("No face is in the picture: please look into the camera, with your whole face in view"),
  MORE_THAN_ONE("Two faces are in the picture: please be alone"),
  TOO_SMALL("The face is too small: please come closer"),
  TOO_TURNED("The head is tilted: please hold it upright and look straight ahead"),
  TOO_UNCLEAR("The face is blurred or dark: please hold still, in good light"),
  NOT_LIVE("The picture does not look like a living person: please use the camera directly");

  private final String advice;

  FaceRefusal(String advice) {
    this.advice = advice;
  }

  /** What was wrong and what to do, as a sentence without a full stop. */
  public String advice() {
    return advice;
  }
}

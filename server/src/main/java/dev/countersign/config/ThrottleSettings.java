package dev.countersign.config;

import java.time.Duration;

/**
 * What failed guesses cost the guesser.
 *
 * @param freeAttempts failed guesses for one account from one network that cost nothing
 * @param baseDelay wait after the first guess that is not free; doubles with each
 * @param maxDelay longest wait the doubling leads to
 * @param networkFreeAttempts failed guesses of one network over all accounts that cost nothing
 * @param networkRequests requests to be kept that one network may begin within ten minutes
 * @param accountCap failed guesses of one account within the window, beyond which the cap delay
 *     holds
 * @param accountWindow how far back they count
 * @param capDelay wait of each attempt beyond the cap
 */
public record ThrottleSettings(
    int freeAttempts,
    Duration baseDelay,
    Duration maxDelay,
    int networkFreeAttempts,
    int networkRequests,
    int accountCap,
    Duration accountWindow,
    Duration capDelay) {

  static ThrottleSettings from(Values values) {
    return new ThrottleSettings(
        values.get(Keys.THROTTLE_FREE_ATTEMPTS),
        values.get(Keys.THROTTLE_BASE_DELAY),
        values.get(Keys.THROTTLE_MAX_DELAY),
        values.get(Keys.THROTTLE_NETWORK_FREE_ATTEMPTS),
        values.get(Keys.THROTTLE_NETWORK_REQUESTS),
        values.get(Keys.THROTTLE_ACCOUNT_CAP),
        values.get(Keys.THROTTLE_ACCOUNT_WINDOW),
        values.get(Keys.THROTTLE_CAP_DELAY));
  }
}

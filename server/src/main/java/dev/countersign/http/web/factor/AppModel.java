package dev.countersign.http.web.factor;

import dev.countersign.domain.TotpSecret;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.AppLink;
import java.util.Optional;

/**
 * The page about one's app for codes.
 *
 * @param confirmed the app, once it is set up
 * @param link what the app is given, while it is being set up
 * @param problems what went wrong before
 * @param next where in the console to go on to, or the empty string
 */
public record AppModel(
    Optional<TotpSecret> confirmed, Optional<AppLink> link, Problems problems, String next) {}

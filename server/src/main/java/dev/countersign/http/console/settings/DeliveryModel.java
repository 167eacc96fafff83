package dev.countersign.http.console.settings;

import dev.countersign.domain.DeliveryRecord;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table.Cell;
import java.util.Optional;

/**
 * What became of one message.
 *
 * @param frame what is around it
 * @param id the message's
 * @param path of the page
 * @param log where the others are
 * @param record how its last try ended; absent while it was not tried
 * @param what it is about, in words
 * @param kind how it left, in words
 * @param to where it went
 * @param state how the last try ended, in words
 * @param repeatable whether it can be sent again
 */
public record DeliveryModel(
    ConsoleFrame frame,
    long id,
    String path,
    String log,
    Optional<DeliveryRecord> record,
    String what,
    String kind,
    Cell to,
    Cell.Badge state,
    boolean repeatable) {}

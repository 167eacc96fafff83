package dev.countersign.http.console.settings;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * The mails whose text a customer may write.
 *
 * @param frame what is around it
 * @param path of the page
 * @param configured whether the server can send mail at all
 * @param table all of them
 */
public record MailsModel(ConsoleFrame frame, String path, boolean configured, Table table) {}

package dev.countersign.http.web.device;

/**
 * What became of it.
 *
 * @param outcome which of the texts {@code device.….title} and {@code device.….text}
 * @param application whose device it is
 */
public record DecidedModel(String outcome, String application) {}

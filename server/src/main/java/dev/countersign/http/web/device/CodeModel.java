package dev.countersign.http.web.device;

import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;

/**
 * The page that asks for the code.
 *
 * @param code the field
 * @param problems what is wrong with one typed before
 */
public record CodeModel(Field code, Problems problems) {}

package dev.countersign.http.admin;

import dev.countersign.transfer.BackgroundExports;
import dev.countersign.transfer.BackgroundImports;
import dev.countersign.transfer.Import.Outcome;
import dev.countersign.transfer.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows exports and imports as the API names things. */
final class Transfers {
  private static final String STATE = "state";
  private static final String BYTES = "bytes";

  private Transfers() {}

  static Map<String, ?> export(BackgroundExports.Job job) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(job.id()));
    fields.put("customers", job.what());
    fields.put("begunAt", job.begunAt().toString());
    switch (job.state()) {
      case BackgroundExports.State.Running(long done, long total) -> running(fields, done, total);
      case BackgroundExports.State.Ready(long records, long bytes, long leftOut, String sha256) -> {
        fields.put(STATE, "ready");
        fields.put("records", records);
        fields.put(BYTES, bytes);
        fields.put("leftOut", leftOut);
        fields.put("sha256", sha256);
      }
      case BackgroundExports.State.Fetched() -> fields.put(STATE, "fetched");
      case BackgroundExports.State.Failed() -> fields.put(STATE, "failed");
    }
    return fields;
  }

  private static void running(Map<String, Object> fields, long done, long total) {
    fields.put(STATE, "running");
    fields.put("done", done);
    fields.put("total", total);
  }

  static Map<String, ?> file(BackgroundImports.Waiting file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", file.name());
    fields.put(BYTES, file.bytes());
    fields.put("changedAt", file.changedAt().toString());
    fields.put("begun", file.begun());
    return fields;
  }

  static Map<String, ?> imported(BackgroundImports.Job job) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(job.id()));
    fields.put("file", job.order().file());
    fields.put("dryRun", job.trial());
    fields.put("begunAt", job.begunAt().toString());
    switch (job.state()) {
      case BackgroundImports.State.Running(long done, long total) -> running(fields, done, total);
      case BackgroundImports.State.Over(Outcome outcome) -> over(fields, outcome);
      case BackgroundImports.State.Failed(String message) -> {
        fields.put(STATE, "failed");
        fields.put("message", message);
      }
    }
    fields.put("found", job.found());
    fields.put("findings", job.findings().stream().map(Transfers::finding).toList());
    return fields;
  }

  private static void over(Map<String, Object> fields, Outcome outcome) {
    fields.put(STATE, "over");
    fields.put("complete", outcome.complete());
    fields.put("damaged", outcome.damaged());
    fields.put("resumedAfter", outcome.resumedAfter());
    Map<String, Object> records = new LinkedHashMap<>();
    outcome.tally().types().forEach(type -> records.put(type, fates(outcome.tally(), type)));
    fields.put("records", records);
    fields.put("notes", outcome.notes());
  }

  private static Map<String, Long> fates(Tally tally, String type) {
    Map<String, Long> fates = new LinkedHashMap<>();
    for (Tally.Fate fate : List.of(Tally.Fate.values())) {
      long number = tally.of(type, fate);
      if (number > 0) {
        fates.put(fate.name().toLowerCase(Locale.ROOT), number);
      }
    }
    return fates;
  }

  private static Map<String, Object> finding(BackgroundImports.Found found) {
    return Map.of("line", found.line(), "record", found.record(), "message", found.message());
  }
}

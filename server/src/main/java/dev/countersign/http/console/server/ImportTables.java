package dev.countersign.http.console.server;

import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.transfer.BackgroundImports.Found;
import dev.countersign.transfer.BackgroundImports.Job;
import dev.countersign.transfer.BackgroundImports.State;
import dev.countersign.transfer.BackgroundImports.Waiting;
import dev.countersign.transfer.Import;
import dev.countersign.transfer.Tally;
import dev.countersign.transfer.Tally.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Imports as tables.
 *
 * @param words of the page's language
 */
record ImportTables(Messages words) {
  private static final String NONE = "console.imports.none";

  Table files(List<Waiting> files) {
    List<List<Cell>> rows =
        files.stream()
            .map(file ->
                List.<Cell>of(
                    new Cell.Code(file.name()),
                    new Cell.Figure(Long.toString(Math.ceilDiv(file.bytes(), 1024))),
                    new Cell.Moment(Optional.of(file.changedAt())),
                    new Cell.Words(file.begun() ? words.text("console.imports.file.begun") : ""),
                    new Cell.Link(
                        words.text("console.imports.delete"), ImportFilePage.path(file.name()))))
            .toList();
    return Table.of(
        words,
        "console.imports.files",
        Column.named(words, "console.imports.", "file", "size", "changed", "state", "act"),
        rows,
        "console.imports.files.none");
  }

  Table jobs(List<Job> jobs) {
    List<List<Cell>> rows =
        jobs.stream()
            .map(job ->
                List.<Cell>of(
                    new Cell.Link(job.order().file(), ImportsPage.PATH + "/" + job.id()),
                    new Cell.Words(
                        words.text(job.trial() ? "console.imports.trial" : "console.imports.real")),
                    new Cell.Moment(Optional.of(job.begunAt())),
                    state(job)))
            .toList();
    return Table.of(
        words,
        "console.imports.jobs",
        Column.named(words, "console.imports.", "file", "kind", "begun", "state"),
        rows,
        NONE);
  }

  private Cell state(Job job) {
    return switch (job.state()) {
      case State.Running _ -> new Cell.Badge(words.text("console.imports.running"), "plain");
      case State.Failed _ -> new Cell.Badge(words.text("console.imports.failed"), "bad");
      case State.Over over -> {
        boolean all = over.outcome().complete();
        String name = all ? "complete" : "incomplete";
        yield new Cell.Badge(words.text("console.imports." + name), all ? "good" : "bad");
      }
    };
  }

  Table tally(Job job) {
    List<List<Cell>> rows = new ArrayList<>();
    outcome(job)
        .map(Import.Outcome::tally)
        .ifPresent(tally -> {
          for (String type : tally.types()) {
            rows.add(row(tally, type));
          }
        });
    List<Column> columns = new ArrayList<>(Column.named(words, "console.imports.", "type"));
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT);
      columns.add(Column.of(words.text("console.imports.fate." + name)));
    }
    return Table.of(words, "console.imports.tally", columns, rows, NONE);
  }

  private static List<Cell> row(Tally tally, String type) {
    List<Cell> row = new ArrayList<>(List.of(new Cell.Words(type)));
    for (Fate fate : Fate.values()) {
      row.add(new Cell.Figure(Long.toString(tally.of(type, fate))));
    }
    return row;
  }

  Table findings(Job job) {
    List<List<Cell>> rows = job.findings().stream().map(ImportTables::row).toList();
    return Table.of(
        words,
        "console.imports.findings",
        Column.named(words, "console.imports.", "line", "record", "finding"),
        rows,
        NONE);
  }

  private static List<Cell> row(Found found) {
    return List.of(
        new Cell.Figure(Long.toString(found.line())),
        new Cell.Words(found.record()),
        new Cell.Words(found.message()));
  }

  Table notes(Job job) {
    List<List<Cell>> rows =
        outcome(job).stream()
            .flatMap(outcome -> outcome.notes().entrySet().stream())
            .map(note ->
                List.<Cell>of(
                    new Cell.Words(note.getKey()), new Cell.Figure(note.getValue().toString())))
            .toList();
    return Table.of(
        words,
        "console.imports.notes",
        Column.named(words, "console.", "imports.note", "overview.number"),
        rows,
        NONE);
  }

  private static Optional<Import.Outcome> outcome(Job job) {
    return job.state() instanceof State.Over over ? Optional.of(over.outcome()) : Optional.empty();
  }
}

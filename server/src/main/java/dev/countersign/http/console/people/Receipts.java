package dev.countersign.http.console.people;

import dev.countersign.domain.ErasureReceipt;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.console.people.Section.Fact;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Optional;

/** {@code …/erasure-receipts}: the proofs that people's faces were erased. */
final class Receipts implements Endpoint {
  private final PeopleFeatures features;

  Receipts(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(features.routes().within("/erasure-receipts", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    TableQuery query = TableQuery.of(request);
    Messages words = request.words();
    Paged<ErasureReceipt> page =
        Paged.of(
            features.erasure().receipts(request.customerId(), query.afterNumber(0), Paged.ASKED));
    Table table =
        Table.of(
                words,
                "console.receipts.title",
                Column.named(
                    words,
                    "console.receipt.",
                    "number",
                    "user",
                    "at",
                    "templates",
                    "samples",
                    "pictures",
                    "complete"),
                page.rows().stream().map(receipt -> row(words, receipt)).toList(),
                "console.receipts.none")
            .paged(query, page.next(receipt -> Long.toString(receipt.id())));
    Sheet sheet =
        Sheet.of(
            request.frame(),
            words.text("console.receipts.title"),
            Section.of("").saying(words.text("console.receipts.lead")).listing(table));
    return request.page(200, Sheet.TEMPLATE, sheet);
  }

  private static List<Cell> row(Messages words, ErasureReceipt receipt) {
    return List.of(
        new Cell.Code(Long.toString(receipt.id())),
        new Cell.Code(receipt.userId().toString()),
        new Cell.Moment(Optional.of(receipt.erasedAt())),
        new Cell.Figure(Long.toString(receipt.erased().templates())),
        new Cell.Figure(Long.toString(receipt.erased().samples())),
        new Cell.Figure(Long.toString(receipt.erased().pictures())),
        complete(words, receipt));
  }

  private static Cell complete(Messages words, ErasureReceipt receipt) {
    if (receipt.complete()) {
      return new Cell.Badge(words.text("console.receipt.complete.yes"), "good");
    }
    return new Cell.Badge(words.text("console.receipt.complete.no"), "plain");
  }

  /** A receipt, to be written down. */
  static Section section(Messages words, ErasureReceipt receipt) {
    return Section.of("")
        .saying(words.text("console.receipt.lead"))
        .telling(
            List.of(
                fact(words, "number", new Cell.Code(Long.toString(receipt.id()))),
                fact(words, "user", new Cell.Code(receipt.userId().toString())),
                fact(words, "at", new Cell.Moment(Optional.of(receipt.erasedAt()))),
                fact(words, "templates", figure(receipt.erased().templates())),
                fact(words, "samples", figure(receipt.erased().samples())),
                fact(words, "pictures", figure(receipt.erased().pictures())),
                fact(words, "consents", figure(receipt.erased().consents())),
                fact(words, "complete", complete(words, receipt))));
  }

  private static Cell figure(long number) {
    return new Cell.Figure(Long.toString(number));
  }

  private static Fact fact(Messages words, String name, Cell cell) {
    return new Fact(words.text("console.receipt." + name), cell);
  }
}

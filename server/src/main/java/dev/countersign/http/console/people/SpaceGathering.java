package dev.countersign.http.console.people;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.people.Section.Fact;
import dev.countersign.http.page.Messages;
import dev.countersign.matching.SearchSpaceAdministration;
import java.util.List;
import java.util.Optional;

/** Search spaces: among whom a face is looked for. */
final class SpaceGathering implements Gathering {
  /** No page waits for more to be counted. */
  private static final int MOST = 10_000;

  private final SearchSpaceAdministration spaces;

  SpaceGathering(PeopleFeatures features) {
    this.spaces = features.spaces();
  }

  @Override
  public String path() {
    return "/search-spaces";
  }

  @Override
  public String key() {
    return "console.spaces";
  }

  @Override
  public boolean described() {
    return false;
  }

  private static Item item(SearchSpace space) {
    return new Item(space.id(), space.name(), space.nameKey(), "", Optional.empty());
  }

  private static SearchSpace space(CustomerId customer, Item item) {
    return new SearchSpace(customer, item.id(), item.name(), item.nameKey());
  }

  @Override
  public List<Item> list(CustomerId customer, String after, int limit) {
    return spaces.list(customer, after, limit).stream().map(SpaceGathering::item).toList();
  }

  @Override
  public Optional<Item> find(CustomerId customer, long id) {
    return spaces.find(customer, id).map(SpaceGathering::item);
  }

  @Override
  public Item create(CustomerId customer, String name, String description, Origin origin) {
    return item(spaces.create(customer, name, origin));
  }

  @Override
  public void update(
      CustomerId customer, Item item, String name, String description, Origin origin) {
    spaces.rename(customer, item.id(), name, origin);
  }

  @Override
  public boolean delete(CustomerId customer, Item item, Origin origin) {
    spaces.delete(customer, item.name(), origin);
    return true;
  }

  @Override
  public List<UserId> members(CustomerId customer, Item item, long after, int limit) {
    return spaces.members(space(customer, item), after, limit);
  }

  @Override
  public void add(CustomerId customer, Item item, UserId user, Origin origin) {
    spaces.addMember(customer, item.id(), user, origin);
  }

  @Override
  public boolean remove(CustomerId customer, Item item, UserId user, Origin origin) {
    return spaces.removeMember(customer, item.id(), user, origin);
  }

  @Override
  public List<Section> more(ConsoleRequest request, Item item) {
    Messages words = request.words();
    int size = spaces.size(space(request.customerId(), item), MOST + 1);
    String shown = Integer.toString(size);
    if (size > MOST) {
      shown = words.text("console.spaces.size.more", MOST);
    }
    return List.of(
        Section.of(words.text("console.spaces.size"))
            .telling(
                List.of(new Fact(words.text("console.spaces.members"), new Cell.Words(shown)))));
  }
}

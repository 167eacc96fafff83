package dev.countersign.http.console.people;

import dev.countersign.http.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** All pages about a customer's people. */
public final class PeoplePages {
  private PeoplePages() {}

  /** The pages, on what they ask. Fixed addresses stand before those with an id in their place. */
  public static List<Endpoint> of(PeopleFeatures features) {
    List<Endpoint> pages =
        new ArrayList<>(
            List.of(
                new UsersPage(features),
                new NewUserPage(features),
                new NamesCall(features),
                new PersonPage(features),
                new PersonActs(features),
                new ProfilePage(features),
                new PasswordPage(features),
                new LeavingPages(features),
                new SessionsPage(features),
                new FactorsPage(features),
                new FacePage(features),
                new MembershipsPage(features),
                new ApplicationsPage(features),
                new EventsPage(features),
                new Receipts(features)));
    for (Gathering gathering :
        List.of(
            new GroupGathering(features),
            new RoleGathering(features),
            new SpaceGathering(features))) {
      pages.add(new GatheringList(features, gathering));
      pages.add(new GatheringPage(features, gathering));
    }
    return pages;
  }
}

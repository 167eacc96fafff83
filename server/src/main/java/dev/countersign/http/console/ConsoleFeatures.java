package dev.countersign.http.console;

import dev.countersign.config.ConsoleSettings;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.group.Administrators;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.signin.WaitingSignIns;

/** What the console's frame shows and asks; each area names its own besides. */
public record ConsoleFeatures(
    Pages pages,
    BrowserGate gate,
    ConsoleSettings settings,
    WaitingSignIns waiting,
    Administrators administrators,
    ServerOperators operators,
    CustomerAdministration customers) {}

// Who calls: the credentials that the call takes. They are held in the memory of this page alone.
const at = (id) => document.getElementById(id);
const HIDDEN = "******";

export class Caller {
  #held = { token: "", name: "", password: "" };
  #scheme;

  constructor({ element, prose, words, changed }) {
    Object.assign(this, { element, prose, words, changed });
  }

  #caption(scheme) {
    if (scheme.type === "apiKey") return `${scheme.in === "query" ? "?" : ""}${scheme.name}`;
    return scheme.scheme === "basic" ? "Authorization: Basic" : "Authorization: Bearer";
  }

  #credential(key, label, type) {
    const id = "held-" + key;
    const input = this.element("input", { type, id, autocomplete: "off", spellcheck: "false" });
    input.value = this.#held[key];
    input.addEventListener("input", () => (this.#held[key] = input.value));
    return this.element("div", { class: "field" }, this.element("label", { for: id }, label), input);
  }

  #credentials() {
    const scheme = this.#scheme;
    if (!scheme) return [];
    const about = scheme.description ?? "";
    const hint = about === "" ? [] : [this.element("p", { class: "hint" }, ...this.prose(about))];
    if (scheme.scheme !== "basic") return [...hint, this.#credential("token", this.words.token, "password")];
    return [
      ...hint,
      this.#credential("name", this.words.basicName, "text"),
      this.#credential("password", this.words.basicPassword, "password"),
    ];
  }

  // The form for the ways in which a call's caller can be known.
  choose(schemes) {
    const select = at("scheme");
    at("who").hidden = schemes.length === 0;
    select.replaceChildren(
      ...schemes.map(({ id, ...scheme }) => this.element("option", { value: id }, `${this.#caption(scheme)} · ${id}`)),
      this.element("option", { value: "" }, this.words.nobody),
    );
    const change = () => {
      this.#scheme = schemes.find((scheme) => scheme.id === select.value);
      at("credentials").replaceChildren(...this.#credentials());
      this.changed();
    };
    select.onchange = change;
    change();
  }

  take(token) {
    this.#held.token = token;
    if (at("held-token")) at("held-token").value = token;
    this.changed();
  }

  // Puts the credentials into a request, or stars where they are not to be seen.
  authorize(request, hidden) {
    const scheme = this.#scheme;
    const seen = (secret) => (hidden && secret !== "" ? HIDDEN : secret);
    if (!scheme) return;
    if (scheme.scheme === "basic") {
      request.basic = { name: this.#held.name, password: seen(this.#held.password) };
      return;
    }
    const token = seen(this.#held.token);
    if (token === "") return;
    if (scheme.type === "apiKey" && scheme.in === "query") request.query.append(scheme.name, token);
    else if (scheme.type === "apiKey") request.headers.push([scheme.name, token]);
    else request.headers.push(["Authorization", "Bearer " + token]);
  }
}

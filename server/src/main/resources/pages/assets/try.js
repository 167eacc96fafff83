// Makes the form of the call that was chosen, sends it and shows the answer. What is typed stays in
// the memory of this page: nothing is stored, nothing goes anywhere but to this server.
const page = document.getElementById("call");
const words = page.dataset;
const { curl, hiding, shorten } = await import(words.curlModule);
const { Unfit, described, element, field, properties, prose, resolved, value } = await import(words.fieldsModule);

const METHODS = ["get", "post", "put", "patch", "delete"];
const TOKENS = ["access_token", "accessToken", "token", "registration_access_token"];
const SHOWN = 200000;
const at = (id) => document.getElementById(id);
const held = { token: "", name: "", password: "" };
let api;
let chosen;

function calls() {
  const found = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((one) => item[one])) {
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])];
      found.set(item[method].operationId, { ...item[method], path, method: method.toUpperCase(), parameters });
    }
  }
  return found;
}

// ---- who calls

function schemes(call) {
  const named = (call.security ?? api.security ?? []).flatMap((one) => Object.keys(one));
  return [...new Set(named)].map((name) => ({ name, ...api.components.securitySchemes[name] }));
}

function caption(scheme) {
  if (scheme.type === "apiKey") return `${scheme.in === "query" ? "?" : ""}${scheme.name}`;
  return scheme.scheme === "basic" ? "Authorization: Basic" : "Authorization: Bearer";
}

function credential(key, label, type) {
  const id = "held-" + key;
  const input = element("input", { type, id, autocomplete: "off", spellcheck: "false" });
  input.value = held[key];
  input.addEventListener("input", () => (held[key] = input.value));
  return element("div", { class: "field" }, element("label", { for: id }, label), input);
}

function credentials(scheme) {
  if (!scheme) return [];
  const hint = scheme.description ? [element("p", { class: "hint" }, ...prose(scheme.description))] : [];
  if (scheme.scheme === "basic") {
    const both = [credential("name", words.basicName, "text"), credential("password", words.basicPassword, "password")];
    return [...hint, ...both];
  }
  return [...hint, credential("token", words.token, "password")];
}

function authorization(call) {
  const all = schemes(call);
  at("who").hidden = all.length === 0;
  const select = at("scheme");
  select.replaceChildren(
    ...all.map((scheme) => element("option", { value: scheme.name }, `${caption(scheme)} · ${scheme.name}`)),
    element("option", { value: "" }, words.nobody),
  );
  const change = () => {
    chosen.scheme = all.find((scheme) => scheme.name === select.value);
    at("credentials").replaceChildren(...credentials(chosen.scheme));
    refresh();
  };
  select.onchange = change;
  change();
}

function authorize(request) {
  const scheme = chosen.scheme;
  if (!scheme) return;
  if (scheme.scheme === "basic") {
    request.basic = { name: held.name, password: held.password };
    request.secrets.push(held.password);
    return;
  }
  request.secrets.push(held.token);
  if (held.token === "") return;
  if (scheme.type === "apiKey" && scheme.in === "query") request.query.append(scheme.name, held.token);
  else if (scheme.type === "apiKey") request.headers.push([scheme.name, held.token]);
  else request.headers.push(["Authorization", "Bearer " + held.token]);
}

// ---- what is sent

function mediaTypes(call) {
  return Object.keys(resolved(api, call.requestBody).content ?? {});
}

function bodyFields(call) {
  const content = resolved(api, call.requestBody).content ?? {};
  const media = Object.values(content)[0];
  if (!media) return [];
  const schema = resolved(api, media.schema);
  chosen.whole = properties(api, schema).length === 0;
  if (chosen.whole) {
    const whole = { ...schema, type: "object", example: media.example ?? schema.example ?? {} };
    return [field("body", words.whole, whole, true, words)];
  }
  return properties(api, schema).map((one) => field("body", one.name, one.schema, one.required, words));
}

function bodyText(type) {
  const given = chosen.body.map((one) => [one.name, value(one, words)]).filter(([, given]) => given !== undefined);
  const object = chosen.whole ? (given[0]?.[1] ?? {}) : Object.fromEntries(given);
  if (type === "application/json") return JSON.stringify(object, null, 2);
  const form = new URLSearchParams();
  Object.entries(object).forEach(([name, some]) => [some].flat().forEach((one) => form.append(name, one)));
  return form.toString();
}

function addBody(request) {
  const type = at("media").value;
  if (chosen.media.length === 0) return;
  if (type === "multipart/form-data") {
    const given = chosen.body.map((one) => [one.name, value(one, words)]).filter(([, some]) => some !== undefined);
    request.parts = given.map(([name, some]) => (some instanceof File ? { name, file: some } : { name, value: some }));
    return;
  }
  request.type = type;
  request.headers.push(["Content-Type", type]);
  request.body = at("raw").checked ? at("raw-body").value : bodyText(type);
}

function assemble() {
  const request = { method: chosen.call.method, headers: [], query: new URLSearchParams(), secrets: [] };
  let path = chosen.call.path;
  for (const one of chosen.parameters) {
    const given = value(one, words);
    if (one.where === "path") {
      path = path.replace(`{${one.name}}`, encodeURIComponent(given ?? `{${one.name}}`));
    } else if (given !== undefined) {
      if (one.where === "query") [given].flat().forEach((some) => request.query.append(one.name, some));
      else request.headers.push([one.name, String(given)]);
    }
  }
  authorize(request);
  addBody(request);
  const secret = [...chosen.parameters, ...chosen.body].filter((one) => one.kind === "secret");
  request.secrets.push(...secret.map((one) => one.input.value));
  const query = request.query.toString();
  request.url = location.origin + path + (query === "" ? "" : "?" + query);
  return request;
}

function refresh() {
  try {
    const request = assemble();
    at("curl").textContent = curl(request, at("secrets").checked ? shorten : hiding(request.secrets));
  } catch (e) {
    if (!(e instanceof Unfit)) throw e;
    at("curl").textContent = e.message;
  }
}

function complain(unfit) {
  const { input, row } = unfit.field;
  const id = input.id + "-problem";
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", id);
  input.before(element("p", { class: "problem", id }, unfit.message));
  row.scrollIntoView({ block: "center" });
  input.focus();
}

function checked() {
  document.querySelectorAll("#call .problem").forEach((one) => one.remove());
  document.querySelectorAll("#call [aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
  const missing = chosen.parameters.find((one) => one.where === "path" && one.input.value === "");
  if (missing) throw new Unfit(missing, words.missing);
  return assemble();
}

function content(request) {
  if (!request.parts) return request.body;
  const form = new FormData();
  request.parts.forEach((part) => form.append(part.name, part.file ?? part.value));
  return form;
}

function basic({ name, password }) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${password}`)));
}

// Without cookies, as a program would: whoever is signed in in this browser has no part in it.
async function send(request) {
  const headers = new Headers(request.headers);
  if (request.basic) headers.set("Authorization", "Basic " + basic(request.basic));
  const begun = performance.now();
  const answer = await fetch(request.url, {
    method: request.method,
    headers,
    body: content(request),
    credentials: "omit",
    cache: "no-store",
    redirect: "manual",
  });
  const blob = await answer.blob();
  return { answer, blob, took: performance.now() - begun, url: request.url };
}

// ---- what came back

function found(json) {
  if (json === null || typeof json !== "object") return [];
  const names = TOKENS.filter((name) => typeof json[name] === "string");
  // What the patrons dialect calls a token is its id.
  return "ttl" in json && typeof json.id === "string" ? [...names, "id"] : names;
}

function taking(json, name) {
  const button = element("button", { type: "button", class: "quiet" }, words.take.replace("{0}", name));
  button.addEventListener("click", () => {
    held.token = json[name];
    if (at("held-token")) at("held-token").value = held.token;
    at("taken").textContent = words.taken;
    refresh();
  });
  return button;
}

async function picture(blob) {
  const reader = new FileReader();
  await new Promise((done) => {
    reader.addEventListener("load", done);
    reader.readAsDataURL(blob);
  });
  at("picture").src = reader.result;
  at("picture").hidden = false;
}

async function showBody(answer, blob) {
  const type = answer.headers.get("Content-Type") ?? "";
  at("body").hidden = type.startsWith("image/");
  if (type.startsWith("image/")) return picture(blob);
  const text = await blob.text();
  let shown = text === "" ? words.empty : text;
  if (type.includes("json") && text !== "") {
    try {
      const json = JSON.parse(text);
      shown = JSON.stringify(json, null, 2);
      at("take").replaceChildren(...found(json).map((name) => taking(json, name)));
    } catch {
      // Then it is shown as it came.
    }
  }
  at("body").textContent = shown.slice(0, SHOWN);
}

async function show({ answer, blob, took, url }) {
  const away = answer.type === "opaqueredirect";
  const code = away ? words.redirect : `${answer.status} ${answer.statusText}`;
  await showBody(answer, blob);
  at("status").className = answer.ok ? "status good" : "status";
  at("status").textContent = away ? code : `${code} · ${took.toFixed(took < 10 ? 1 : 0)} ms · ${blob.size} B`;
  at("open").hidden = !away;
  at("open").href = url;
  at("headers").textContent = [...answer.headers].map(([name, some]) => `${name}: ${some}`).join("\n");
  at("headers-part").hidden = away;
}

async function submit(event) {
  event.preventDefault();
  let request;
  try {
    request = checked();
  } catch (e) {
    if (!(e instanceof Unfit)) throw e;
    return complain(e);
  }
  const call = chosen;
  at("send").disabled = true;
  at("answer").hidden = true;
  at("status").textContent = "";
  at("taken").textContent = "";
  at("take").replaceChildren();
  at("picture").hidden = true;
  const shown = await send(request).catch((e) => e);
  at("send").disabled = false;
  if (call !== chosen) return;
  at("answer").hidden = false;
  if (shown instanceof Error) {
    at("status").className = "status";
    at("status").textContent = `${words.failed} ${shown.message}`;
    at("headers-part").hidden = at("open").hidden = at("body").hidden = true;
  } else {
    await show(shown);
  }
  at("answer").focus();
}

// ---- which call

function mark(id) {
  for (const link of document.querySelectorAll("[data-call]")) {
    if (link.dataset.call === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.querySelector(`[data-call="${CSS.escape(id)}"]`).closest("details").open = true;
}

function choose(id) {
  const call = calls().get(id);
  page.hidden = !call;
  if (!call) return;
  mark(id);
  chosen = { call, scheme: undefined, whole: false, parameters: [], body: [], media: mediaTypes(call) };
  at("method").textContent = call.method;
  at("method").className = "method " + call.method.toLowerCase();
  at("path").textContent = call.path;
  at("summary").replaceChildren(...prose(call.summary));
  at("description").replaceChildren(...prose(call.description ?? ""));
  chosen.parameters = call.parameters
    .map((one) => resolved(api, one))
    .map((one) => field(one.in, one.name, { description: one.description, example: one.example, ...described(api, one.schema) }, one.required ?? false, words));
  chosen.body = bodyFields(call);
  at("parameters").replaceChildren(...chosen.parameters.map((one) => one.row));
  at("parameters-part").hidden = chosen.parameters.length === 0;
  at("fields").replaceChildren(...chosen.body.map((one) => one.row));
  at("body-part").hidden = chosen.media.length === 0;
  at("media").replaceChildren(...chosen.media.map((type) => element("option", { value: type }, type)));
  at("media-part").hidden = chosen.media.length < 2;
  at("raw-choice").hidden = chosen.media[0] === "multipart/form-data";
  at("raw").checked = false;
  edit();
  at("answer").hidden = true;
  authorization(call);
}

function edit() {
  const raw = at("raw").checked;
  if (raw) {
    try {
      at("raw-body").value = bodyText(at("media").value);
    } catch (e) {
      if (!(e instanceof Unfit)) throw e;
      at("raw").checked = false;
      return complain(e);
    }
  }
  at("fields").hidden = raw;
  at("raw-part").hidden = !raw;
}

function follow(event) {
  const link = event.target.closest("[data-call]");
  const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || elsewhere) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  choose(link.dataset.call);
  at("call-name").focus();
}

function filter() {
  const wanted = at("filter").value.trim().toLowerCase();
  for (const group of document.querySelectorAll(".calls details")) {
    const links = [...group.querySelectorAll("li")];
    links.forEach((one) => (one.hidden = !one.textContent.toLowerCase().includes(wanted)));
    group.hidden = links.every((one) => one.hidden);
    group.open = wanted !== "" || group.querySelector("[aria-current]") !== null;
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(curl(assemble()));
    at("copied").textContent = words.copied;
  } catch {
    at("copied").textContent = words.notCopied;
  }
}

function named() {
  return new URLSearchParams(location.search).get("call") ?? words.first;
}

const answer = await fetch("/openapi.json");
api = await answer.json();
document.getElementById("calls").addEventListener("click", follow);
at("request").addEventListener("submit", submit);
at("request").addEventListener("input", refresh);
at("raw").addEventListener("change", () => (edit(), refresh()));
at("media").addEventListener("change", () => (edit(), refresh()));
at("secrets").addEventListener("change", refresh);
at("copy").addEventListener("click", copy);
at("filter").addEventListener("input", filter);
at("filter-part").hidden = false;
window.addEventListener("popstate", () => choose(named()));
choose(named());

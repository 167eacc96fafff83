// Makes the form of the call that was chosen, sends it and shows the answer. What is typed stays in
// the memory of this page: nothing is stored, nothing goes anywhere but to this server.
const page = document.getElementById("call");
const words = page.dataset;
const { curl, shorten } = await import(words.curlModule);
const { clear, show, showFailure } = await import(words.answerModule);
const { Caller } = await import(words.callerModule);
const { Unfit, described, element, field, properties, prose, resolved, value } = await import(words.fieldsModule);

const METHODS = ["get", "post", "put", "patch", "delete"];
const HIDDEN = "******";
const at = (id) => document.getElementById(id);
const caller = new Caller({ element, prose, words, changed: () => refresh() });
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

function schemes(call) {
  const named = (call.security ?? api.security ?? []).flatMap((one) => Object.keys(one));
  return [...new Set(named)].map((id) => ({ ...api.components.securitySchemes[id], id }));
}

// ---- what is sent

// What a field holds; stars where it is a secret that is not to be seen.
function content(one, hidden) {
  if (hidden && one.kind === "secret" && one.input.value !== "") return HIDDEN;
  return value(one, words);
}

function given(hidden) {
  return chosen.body.map((one) => [one.name, content(one, hidden)]).filter(([, some]) => some !== undefined);
}

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

function bodyText(type, hidden) {
  const all = given(hidden);
  const object = chosen.whole ? (all[0]?.[1] ?? {}) : Object.fromEntries(all);
  if (type === "application/json") return JSON.stringify(object, null, 2);
  const form = new URLSearchParams();
  Object.entries(object).forEach(([name, some]) => [some].flat().forEach((one) => form.append(name, one)));
  return form.toString();
}

function addBody(request, hidden) {
  const type = at("media").value;
  if (chosen.media.length === 0) return;
  if (type === "multipart/form-data") {
    request.parts = given(hidden).map(([name, some]) => (some instanceof File ? { name, file: some } : { name, value: some }));
    return;
  }
  request.type = type;
  request.headers.push(["Content-Type", type]);
  request.body = at("raw").checked ? at("raw-body").value : bodyText(type, hidden);
}

function assemble(hidden = false) {
  const request = { method: chosen.call.method, headers: [], query: new URLSearchParams() };
  let path = chosen.call.path;
  for (const one of chosen.parameters) {
    const given = content(one, hidden);
    if (one.where === "path") {
      // A function, because a replacement text with a dollar sign would mean something.
      if (given !== undefined) path = path.replace(`{${one.name}}`, () => encodeURIComponent(given));
    } else if (given !== undefined) {
      if (one.where === "query") [given].flat().forEach((some) => request.query.append(one.name, some));
      else request.headers.push([one.name, String(given)]);
    }
  }
  caller.authorize(request, hidden);
  addBody(request, hidden);
  const query = request.query.toString();
  request.url = location.origin + path + (query === "" ? "" : "?" + query);
  return request;
}

function refresh() {
  try {
    at("curl").textContent = curl(assemble(!at("secrets").checked), shorten);
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

function payload(request) {
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
    body: payload(request),
    credentials: "omit",
    cache: "no-store",
    redirect: "manual",
  });
  const blob = await answer.blob();
  return { answer, blob, took: performance.now() - begun, url: request.url };
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
  clear();
  const shown = await send(request).catch((e) => e);
  at("send").disabled = false;
  if (call !== chosen) return;
  at("answer").hidden = false;
  if (shown instanceof Error) showFailure(shown, words);
  else await show(shown, words, (token) => caller.take(token));
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
  chosen = { call, whole: false, parameters: [], body: [], media: mediaTypes(call) };
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
  clear();
  caller.choose(schemes(call));
}

function edit() {
  const raw = at("raw").checked;
  if (raw) {
    try {
      at("raw-body").value = bodyText(at("media").value, false);
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

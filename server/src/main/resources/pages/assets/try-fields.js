// Form fields for what the API's description says a call takes.

const SECRET = /(password|secret|token|assertion|proof|otp)$/i;

export function resolved(document, node) {
  let found = node ?? {};
  while (found.$ref) {
    found = found.$ref
      .slice(2)
      .split("/")
      .reduce((at, step) => at[step.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  }
  return found;
}

// The properties of an object's schema, with those of the schemas it is made of.
export function properties(document, node) {
  const schema = resolved(document, node);
  const found = (schema.allOf ?? []).flatMap((one) => properties(document, one));
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const required = (schema.required ?? []).includes(name);
    found.push({ name, schema: described(document, one), required });
  }
  return found;
}

// What is said beside a reference holds as well (OpenAPI 3.1).
export function described(document, node) {
  return { ...resolved(document, node), ...(node.description ? { description: node.description } : {}) };
}

function types(schema) {
  return [schema.type ?? []].flat().filter((type) => type !== "null");
}

function kind(name, schema) {
  const all = types(schema);
  if (schema["x-picture"]) return "picture";
  if (schema.format === "binary") return "file";
  if (schema.enum || schema.const !== undefined || all.join() === "boolean") return "choice";
  if (schema.format === "password" || SECRET.test(name)) return "secret";
  if (all.length > 0 && all.every((type) => type === "integer" || type === "number")) return "number";
  if (all.join() === "array" && types(schema.items ?? {}).join() === "string") return "lines";
  if (all.includes("array") || all.includes("object") || schema.properties) return "json";
  return "text";
}

function sample(schema) {
  const value = schema.example ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (value !== undefined) return value;
  if (schema.format === "email") return "alice@example.org";
  if (schema.format === "date-time") return new Date().toISOString();
  return "";
}

function written(value, kind) {
  if (kind === "lines" && Array.isArray(value)) return value.join("\n");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Text in which `this` is code.
export function prose(text) {
  return text.split("`").map((part, i) => (i % 2 === 0 ? part : element("code", {}, part)));
}

function options(schema, required, words) {
  const values = schema.enum ?? (schema.const === undefined ? [true, false] : [schema.const]);
  const all = values.map((value) => element("option", { value: String(value) }, String(value)));
  return required ? all : [element("option", { value: "" }, words.leftOut), ...all];
}

function control(field, id, words) {
  const { name, schema, required, kind } = field;
  const common = { id, "data-name": name, autocomplete: "off", spellcheck: "false", "aria-required": required };
  const start = required && kind !== "secret" ? written(sample(schema), kind) : "";
  if (kind === "choice") return element("select", common, ...options(schema, required, words));
  if (kind === "lines" || kind === "json") {
    return element("textarea", { ...common, rows: kind === "json" ? 4 : 2 }, start);
  }
  const type = { secret: "password", file: "file" }[kind] ?? "text";
  const more = { type, inputmode: kind === "number" ? "decimal" : undefined };
  if (type !== "file") more.value = start;
  return element("input", { ...common, ...more });
}

function chooser(field, id, words) {
  const input = element("input", { type: "file", id: id + "-file", accept: "image/*,application/pdf" });
  input.addEventListener("change", () => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      field.input.value = reader.result;
      field.input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (input.files.length > 0) reader.readAsDataURL(input.files[0]);
  });
  return [element("label", { for: id + "-file", class: "or" }, words.chooseFile), input];
}

// One field of the form; `where` says whether it goes into the path, the query, a header or the body.
export function field(where, name, schema, required, words) {
  const made = { where, name, schema, required, kind: kind(name, schema) };
  const id = `${where}-${name}`.replace(/[^A-Za-z0-9_-]/g, "-");
  made.input = control(made, id, words);
  const label = element("label", { for: id }, element("code", {}, name));
  if (!required) label.append(" ", element("span", { class: "optional" }, words.optional));
  made.row = element("div", { class: "field" }, label);
  const about = [schema.description, made.kind === "lines" ? words.lines : "", made.kind === "json" ? words.json : ""];
  const hint = about.filter(Boolean).join(" ");
  if (hint) {
    made.row.append(element("p", { class: "hint", id: id + "-hint" }, ...prose(hint)));
    made.input.setAttribute("aria-describedby", id + "-hint");
  }
  made.row.append(made.input);
  if (made.kind === "picture") made.row.append(...chooser(made, id, words));
  return made;
}

export class Unfit extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

// What the field holds, as the call takes it; undefined where it is empty.
export function value(field, words) {
  if (field.kind === "file") return field.input.files[0];
  const text = field.input.value;
  if (text === "") return undefined;
  if (field.kind === "lines") return text.split("\n").filter((line) => line !== "");
  if (field.kind === "choice" && types(field.schema).join() === "boolean") return text === "true";
  if (field.kind === "number") {
    if (!Number.isFinite(Number(text))) throw new Unfit(field, words.notNumber);
    return Number(text);
  }
  if (field.kind === "json") {
    try {
      return JSON.parse(text);
    } catch (e) {
      throw new Unfit(field, `${words.notJson} ${e.message}`);
    }
  }
  return text;
}

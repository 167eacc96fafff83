// A request as a curl command that a shell can run as it stands.

// Longer bodies go through standard input: no program takes arguments of any length.
const LONG = 60000;
const END = "END_OF_BODY";

// POSIX shell, section 2.2.2: nothing between single quotes means anything, and no single quote can
// stand between them.
export function quote(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

function form(part) {
  if (part.file) {
    const name = part.file.name.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    return "-F " + quote(`${part.name}=@"${name}"`);
  }
  return "--form-string " + quote(`${part.name}=${part.value}`);
}

function lines(request, shown) {
  const all = [`curl -i -X ${request.method} ${quote(shown(request.url))}`];
  if (request.basic) {
    all.push("-u " + quote(shown(request.basic.name + ":" + request.basic.password)));
  }
  for (const [name, value] of request.headers) {
    all.push("-H " + quote(`${name}: ${shown(value)}`));
  }
  (request.parts ?? []).forEach((part) => all.push(form(part)));
  return all;
}

export function curl(request, shown = (text) => text) {
  const all = lines(request, shown);
  let rest = "";
  if (request.body !== undefined) {
    const body = shown(request.body);
    if (body.length > LONG && request.type === "application/json") {
      all.push(`--data-binary @- <<'${END}'`);
      rest = `\n${body}\n${END}`;
    } else {
      all.push("--data-raw " + quote(body));
    }
  }
  return all.join(" \\\n  ") + rest;
}

// What a screen shows of pictures.
export function shorten(text) {
  return text.replace(
    /(;base64,[A-Za-z0-9+/]{24})[A-Za-z0-9+/=]{200,}/g,
    (all, start) => `${start}… (${all.length} characters)`,
  );
}

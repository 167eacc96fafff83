// What came back: status, headers and body, and what to do with a token that is in it.
const TOKENS = ["access_token", "accessToken", "token", "registration_access_token"];
const SHOWN = 200000;
const at = (id) => document.getElementById(id);

function button(text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = text;
  return made;
}

function found(json) {
  if (json === null || typeof json !== "object") return [];
  const names = TOKENS.filter((name) => typeof json[name] === "string");
  // What the patrons dialect calls a token is its id.
  return "ttl" in json && typeof json.id === "string" ? [...names, "id"] : names;
}

function taking(json, name, words, take) {
  const made = button(words.take.replace("{0}", name));
  made.addEventListener("click", () => {
    take(json[name]);
    at("taken").textContent = words.taken;
  });
  return made;
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

async function showBody({ answer, blob }, words, take) {
  const type = answer.headers.get("Content-Type") ?? "";
  at("body").hidden = type.startsWith("image/");
  if (type.startsWith("image/")) return picture(blob);
  const text = await blob.text();
  let shown = text === "" ? words.empty : text;
  if (type.includes("json") && text !== "") {
    try {
      const json = JSON.parse(text);
      shown = JSON.stringify(json, null, 2);
      at("take").replaceChildren(...found(json).map((name) => taking(json, name, words, take)));
    } catch {
      // Then it is shown as it came.
    }
  }
  at("body").textContent = shown.slice(0, SHOWN);
}

// Shows an answer; `take` is what to do with a token in it.
export async function show(shown, words, take) {
  const { answer, blob, took, url } = shown;
  const away = answer.type === "opaqueredirect";
  const code = away ? words.redirect : `${answer.status} ${answer.statusText}`;
  await showBody(shown, words, take);
  at("status").className = answer.ok ? "status good" : "status";
  at("status").textContent = away ? code : `${code} · ${took.toFixed(took < 10 ? 1 : 0)} ms · ${blob.size} B`;
  at("open").hidden = !away;
  at("open").href = url;
  at("headers").textContent = [...answer.headers].map(([name, some]) => `${name}: ${some}`).join("\n");
  at("headers-part").hidden = away;
}

export function showFailure(error, words) {
  at("status").className = "status";
  at("status").textContent = `${words.failed} ${error.message}`;
  at("headers-part").hidden = at("open").hidden = at("body").hidden = true;
}

// Nothing of the answer before is left.
export function clear() {
  at("answer").hidden = true;
  at("status").textContent = "";
  at("taken").textContent = "";
  at("take").replaceChildren();
  at("picture").hidden = true;
}

// Shows the document that the page names. What is tried goes to this very server, whatever address
// the document gives: the page's policy allows no other.
const place = document.getElementById("swagger-ui");
const dark = matchMedia("(prefers-color-scheme: dark)");

function colour() {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}

function here(spec) {
  if (spec.swagger) {
    return { ...spec, host: location.host, schemes: [location.protocol.replace(":", "")] };
  }
  return { ...spec, servers: [{ url: location.origin }] };
}

// In place of Swagger UI's own frame, which has a heading, a choice of servers and a landmark for
// the main content: the page has the first and the last, and there is but this server.
function frame({ React }) {
  const CallsOnly = ({ getComponent, specSelectors }) => {
    if (specSelectors.specJson().size === 0) {
      return null;
    }
    const part = (name, container) => React.createElement(getComponent(name, container));
    return React.createElement(
      "div",
      { className: "swagger-ui" },
      part("SvgAssets"),
      part("errors", true),
      React.createElement("div", { className: "docs-authorize" }, part("AuthorizeBtnContainer", true)),
      part("FilterContainer", true),
      part("operations", true),
      part("Models", true),
    );
  };
  // A link within a button cannot be reached by everybody; unfolding a call sets the address as well.
  const DeepLink = () => ({ text }) => React.createElement("span", null, text);
  const TextArea = (Original) => (properties) =>
    React.createElement(Original, { "aria-label": place.dataset.field, ...properties });
  return { components: { CallsOnly }, wrapComponents: { DeepLink, TextArea } };
}

async function show() {
  const answer = await fetch(place.dataset.document);
  if (!answer.ok) {
    throw new Error(`status ${answer.status}`);
  }
  SwaggerUIBundle({
    spec: here(await answer.json()),
    domNode: place,
    plugins: [SwaggerUIBundle.plugins.DownloadUrl, frame],
    layout: "CallsOnly",
    deepLinking: true,
    docExpansion: place.dataset.expanded,
    filter: true,
    validatorUrl: null,
    syntaxHighlight: { theme: "monokai" },
    persistAuthorization: false,
    withCredentials: false,
    showCommonExtensions: true,
  });
}

colour();
dark.addEventListener("change", colour);
show().catch(() => {
  const note = document.createElement("p");
  note.className = "problems";
  note.setAttribute("role", "alert");
  note.textContent = place.dataset.failed;
  place.replaceChildren(note);
});

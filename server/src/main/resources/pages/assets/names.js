// Helps to type somebody's name: asks the server for those that begin so. Without script one types
// the whole name.
for (const form of document.querySelectorAll("form[data-names]")) {
  const input = form.querySelector("input[type=text]");
  const list = document.createElement("datalist");
  list.id = input.id + "-names";
  form.append(list);
  input.setAttribute("list", list.id);
  let waiting = 0;
  let asked = "";
  const suggest = async () => {
    const begun = input.value.trim();
    if (begun === asked) {
      return;
    }
    asked = begun;
    const answer = await fetch(form.dataset.names + "?q=" + encodeURIComponent(begun));
    if (!answer.ok || begun !== asked) {
      return;
    }
    const { names } = await answer.json();
    list.replaceChildren(
      ...names.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }),
    );
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
}

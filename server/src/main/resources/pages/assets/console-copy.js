// A button beside each secret that puts it into the clipboard, where the browser has one.
for (const secret of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) {
    break;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = secret.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(secret.textContent.trim());
    button.textContent = secret.dataset.copied;
  });
  secret.after(button);
}

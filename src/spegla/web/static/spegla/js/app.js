// Small conveniences. Every page works without this file.

// Buttons that only make sense with a script are hidden in the markup and shown here.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Who signs out leaves nothing that she began to write and that is not saved.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-forgets]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("spegla-")) localStorage.removeItem(key);
});

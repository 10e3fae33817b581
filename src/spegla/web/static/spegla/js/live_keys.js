// One key for the next item. Only when no field has the focus, and they can be turned off (WCAG 2.1.4).

const OFF = "spegla-kortkommandon-av";
const KEYS = { PageDown: "next", n: "next", PageUp: "back", f: "back", v: "show" };
const isOff = () => localStorage.getItem(OFF) === "1";

function tell() {
  const help = document.querySelector("[data-keys-help]");
  if (!help) return;
  help.hidden = false;
  const button = help.querySelector("[data-keys-switch]");
  button.textContent = isOff() ? button.dataset.off : button.dataset.on;
}

document.addEventListener("keydown", (event) => {
  const wanted = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const inField = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!wanted || isOff() || inField || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = document.querySelector(`[data-key-${wanted}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keys-switch]")) return;
  isOff() ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1");
  tell();
});
document.addEventListener("live:fresh", tell);
tell();

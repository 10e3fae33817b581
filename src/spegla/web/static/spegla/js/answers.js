// Comfort while answering. Everything works without this file: each question has its own button to save.

const PAUSE = 4000; // what is being written is saved after this long without a key
const waiting = new WeakMap();

function save(field) {
  clearTimeout(waiting.get(field));
  waiting.delete(field);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches(".question__form textarea")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(save, PAUSE, target));
  target.dataset.unsaved = "";
});
document.addEventListener("change", ({ target }) => {
  clearTimeout(waiting.get(target));
  delete target.dataset?.unsaved;
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) document.querySelectorAll("[data-unsaved]").forEach(save);
});

// A question that is pointed at opens; going on closes the one that was left.
function open(id) {
  const place = document.getElementById(id);
  const question = place?.closest("details.question");
  if (question) question.open = true;
  for (let inner = place?.closest("details"); inner; inner = inner.parentElement.closest("details")) inner.open = true;
  return place;
}
addEventListener("hashchange", () => open(decodeURIComponent(location.hash.slice(1))));

document.addEventListener("submit", ({ target, submitter }) => {
  if (submitter?.name !== "next" || !target.matches("details .question__form")) return;
  target.closest("details").open = false;
  const next = open(`punkt-${submitter.value}`);
  const heading = next?.closest("details")?.querySelector("summary") ?? next;
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
});

// When the net is gone the text stays, and the question says that it is not saved.
function failed({ detail, target }) {
  const source = detail?.ctx?.sourceElement ?? target;
  const form = source?.closest?.(".question__form");
  form?.querySelector(".saved[data-state=failed]")?.removeAttribute("hidden");
  form?.closest("details")?.setAttribute("open", "");
}
document.addEventListener("htmx:error", failed);
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail?.ctx?.response?.status >= 500) failed(event);
});

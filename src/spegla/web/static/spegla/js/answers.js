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

// When the net is gone the text stays, the question says that it is not saved, and the browser keeps it until it is: also
// when the page is closed. It is sent as it was written, so that what somebody else saved meanwhile is never overwritten.
const KEPT = "spegla-svar-";
const NOT_KEPT = ["csrfmiddlewaretoken", "request_key"];
const formOf = ({ detail, target }) => (detail?.ctx?.sourceElement ?? target)?.closest?.(".question__form");
const keyOf = (form) => KEPT + form.getAttribute("action");

function keep(form, fields) {
  try { fields ? localStorage.setItem(keyOf(form), JSON.stringify(fields)) : localStorage.removeItem(keyOf(form)); } catch { /* the page has it */ }
}
function kept(form) {
  try { return JSON.parse(localStorage.getItem(keyOf(form))); } catch { return null; }
}
function tellFailed(form) {
  form.querySelector(".saved[data-state=failed]")?.removeAttribute("hidden");
  form.closest("details")?.setAttribute("open", "");
}
function failed(event) {
  const form = formOf(event);
  if (!form) return;
  keep(form, [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name)));
  tellFailed(form);
}
function answered(event) {
  const form = formOf(event), status = event.detail?.ctx?.response?.status;
  if (form && (status < 400 || status === 409)) keep(form, null);
  else if (status >= 500) failed(event);
}
document.addEventListener("htmx:error", failed);
document.addEventListener("htmx:after:request", answered);

// Who has signed in again in another window has another token by now.
document.addEventListener("htmx:config:request", ({ detail }) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token && detail?.ctx?.request?.body?.has?.("csrfmiddlewaretoken")) detail.ctx.request.body.set("csrfmiddlewaretoken", token);
});

function tryAgain(form) {
  if (kept(form)) form.dispatchEvent(new Event("change", { bubbles: true }));
}
addEventListener("online", () => document.querySelectorAll(".question__form").forEach(tryAgain));

document.addEventListener("htmx:after:init", ({ target: form }) => {
  if (!form.matches?.(".question__form") || !kept(form)) return;
  for (const [name, value] of kept(form)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
  tellFailed(form);
  tryAgain(form);
});

// Arrow keys, space and page keys turn the slides. Without this file they are read by scrolling.

const slides = [...document.querySelectorAll("[data-slides] > .slide")];
const help = document.querySelector("[data-keys]");
const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

function here() {
  const middle = innerHeight / 2;
  const at = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return at < 0 ? slides.length - 1 : at;
}

function go(to) {
  slides[Math.max(0, Math.min(to, slides.length - 1))].scrollIntoView({ block: "center" });
}

if (slides.length) {
  if (help) help.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, button, a, [tabindex='0']")) return;
    if (FORWARD.includes(event.key)) go(here() + 1);
    else if (BACK.includes(event.key)) go(here() - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(slides.length - 1);
    else return;
    event.preventDefault();
  });
}

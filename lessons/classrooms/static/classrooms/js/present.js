// Slides without leaving the page, so that full screen stays: keys, taps on the edges, the next slide fetched ahead.
const root = document.documentElement;
const ahead = new Map();
let asked = 0;

const stage = () => document.querySelector("[data-slide]");
const link = (name) => document.querySelector(`a[data-${name}]`)?.href;
const isRightToLeft = () => root.dir === "rtl";

async function read(url, options) {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  return { url: answer.url, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

function fetchAhead() {
  ahead.clear();
  for (const url of [link("next"), link("answer")]) {
    if (url) ahead.set(url, read(url).catch(() => null));
  }
}

// What was asked for last is shown, however the network orders the answers.
async function show(url, { options, keep = true } = {}) {
  const turn = ++asked;
  const found = await ((!options && ahead.get(url)) || read(url, options).catch(() => null));
  if (turn !== asked) return;
  const made = found?.page.querySelector("[data-slide]");
  // Signed out, or no network: the browser itself says so.
  if (!made) return options ? document.querySelector("form[data-count-form]")?.submit() : location.assign(url);
  stage().replaceWith(document.adoptNode(made));
  root.lang = found.page.documentElement.lang;
  root.dir = found.page.documentElement.dir;
  document.title = found.page.title;
  if (keep) history.pushState(null, "", found.url);
  scrollTo(0, 0);
  dress();
}

function go(name) {
  const url = link(name);
  if (url) show(url);
}

// Big buttons beside each number.
function dressTally(tally, form) {
  const input = tally.querySelector("input");
  for (const [step, sign, words] of [[-1, "−", form.dataset.less], [1, "+", form.dataset.more]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.setAttribute("aria-describedby", input.labels[0].id = `${input.id}_label`);
    button.addEventListener("click", () => {
      input.value = Math.min(999, Math.max(0, (Number.parseInt(input.value, 10) || 0) + step));
    });
    if (step < 0) input.before(button);
    else input.after(button);
  }
}

function dress() {
  const form = document.querySelector("form[data-count-form]");
  if (form) for (const tally of form.querySelectorAll("[data-tally]")) dressTally(tally, form);
  const full = document.querySelector("[data-full]");
  if (full) full.hidden = !document.fullscreenEnabled;
  (document.querySelector("[data-slide] [data-focus]") ?? document.querySelector("main")).focus({ preventScroll: true });
  fetchAhead();
}

const busy = (target) => target.closest?.("a, button, input, select, textarea, label, summary, video, audio");
const forward = () => (isRightToLeft() ? "ArrowLeft" : "ArrowRight");
const backward = () => (isRightToLeft() ? "ArrowRight" : "ArrowLeft");

function wayOf(event) {
  if (event.key === forward() || event.key === "PageDown") return "next";
  if (event.key === backward() || event.key === "PageUp") return "previous";
  if (event.key === "Home") return "first";
  if (event.key === "End") return "last";
  if (busy(event.target)) return "";
  if (event.key === " ") return event.shiftKey ? "previous" : "next";
  return event.key === "Enter" || event.key.toLowerCase() === "a" ? "answer" : "";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, video, audio")) return;
  const way = wayOf(event);
  if (!way || !link(way)) return;
  event.preventDefault();
  go(way);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (event.target.closest("[data-full]")) {
    return document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {});
  }
  const followed = event.target.closest("a[data-go]");
  if (followed) {
    event.preventDefault();
    return show(followed.href);
  }
  if (busy(event.target) || !event.target.closest("main") || document.querySelector("form[data-count-form]")) return;
  if (String(getSelection())) return;
  const place = event.clientX / innerWidth;
  if (place > 1 / 3 && place < 2 / 3) return;
  go(place < 1 / 3 === isRightToLeft() ? "next" : "previous");
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-count-form]");
  if (!form) return;
  event.preventDefault();
  show(form.action, { options: { method: "POST", body: new FormData(form) } });
});

addEventListener("popstate", () => show(location.href, { keep: false }));
dress();

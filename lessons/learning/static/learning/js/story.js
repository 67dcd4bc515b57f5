// A scenario is told in one chat, message by message; without this it is a page for each step. A kept story is told by
// the same functions without a network.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let hurry = calm;

const pause = (time) => new Promise((done) => setTimeout(done, time));

function typing(line) {
  const shown = document.createElement("li");
  shown.className = `${line.className} msg--typing`;
  shown.setAttribute("aria-hidden", "true");
  const name = line.querySelector("b")?.cloneNode(true);
  const dots = document.createElement("span");
  dots.className = "typing";
  dots.append(...[1, 2, 3].map(() => document.createElement("i")));
  shown.append(...(name ? [name, dots] : [dots]));
  return shown;
}

/** Shows the lines in `log` one after the other, as if they came just now; a tap on the chat, or any key, shows the rest. */
export async function tell(log, lines) {
  hurry = calm;
  for (const line of lines) {
    if (!hurry && line.hasAttribute("data-typed")) {
      const dots = typing(line);
      log.append(dots);
      dots.scrollIntoView({ block: "nearest" });
      const end = Date.now() + Math.min(500 + line.textContent.trim().length * 14, 1600);
      while (!hurry && Date.now() < end) await pause(50);
      dots.remove();
    }
    log.append(line);
    if (!hurry) line.scrollIntoView({ block: "nearest" });
  }
}

/** Returns those of `lines` that are not in `log` yet. */
export function fresh(log, lines) {
  const known = new Set([...log.children].map((line) => line.dataset.line));
  return [...lines].filter((line) => !known.has(line.dataset.line));
}

/** Brings what is to be done next into view. */
export function arrive(turn) {
  const first = turn.querySelector("h2");
  first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("click", ({ target }) => target.closest(".chat") && (hurry = true));
document.addEventListener("keydown", () => (hurry = true));

const log = document.querySelector("[data-log]");

// Takes over what `response` holds of the story; leaves for it when it is another kind of page.
async function take(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const turn = page.querySelector("[data-turn]");
  if (!response.ok || !turn) return location.assign(response.url);
  history.replaceState(null, "", response.url);
  const here = document.querySelector("[data-turn]");
  const ready = document.adoptNode(turn);
  here.replaceChildren();
  log.querySelector("#chosen")?.removeAttribute("id");
  const lines = fresh(log, page.querySelectorAll("[data-log] > li"));
  await tell(log, lines.map((line) => document.adoptNode(line)));
  here.replaceWith(ready);
  arrive(ready);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-choose]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  const body = new URLSearchParams(new FormData(form));
  body.set(event.submitter.name, event.submitter.value);
  try {
    await take(await fetch(form.action, { method: "POST", body }));
  } catch {
    // No network: the form stays, and the next tap tries again.
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    event.submitter.focus();
  }
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-on]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // A second tap, while the first is on its way, would tell it all twice.
  if (link.hasAttribute("aria-disabled")) return;
  link.setAttribute("aria-disabled", "true");
  try {
    await take(await fetch(link.href));
  } catch {
    location.assign(link.href);
  }
});

// The first look at a step: its messages come one by one. What was decided already stands there at once.
if (log?.hasAttribute("data-fresh") && !calm) {
  const turn = document.querySelector("[data-turn]");
  const lines = [...log.children];
  turn.hidden = true;
  log.replaceChildren();
  log.removeAttribute("data-fresh");
  await tell(log, lines);
  turn.hidden = false;
}
log?.removeAttribute("data-fresh");

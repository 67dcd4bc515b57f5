// What makes a reader's page nicer. Every page works without it.
const root = document.documentElement;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// Check yourself: one card open at a time, also in a browser that does not know it; the words come into view.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("details.choice[open]")) return;
    for (const other of target.parentElement.querySelectorAll("details.choice[open]")) {
      if (other !== target) other.open = false;
    }
    target.querySelector(".choice__say")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  },
  true,
);

// The other language opens where this one was left.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[data-language]");
  if (!link) return;
  const top = document.querySelector(".bar")?.offsetHeight ?? 0;
  const blocks = [...document.querySelectorAll("main [id]")];
  const here = blocks.filter((block) => block.getBoundingClientRect().top <= top + innerHeight / 4).pop();
  link.hash = scrollY > innerHeight / 2 && here ? here.id : "";
});

// Nastaliq or Naskh, at once and for a year.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-letters]");
  if (!link) return;
  event.preventDefault();
  const naskh = root.classList.toggle("naskh");
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `letters=${naskh ? "naskh" : "nastaliq"}; path=/; max-age=31536000; samesite=lax${secure}`;
});

// On paper everything is open.
const folded = new Set();
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    folded.add(part);
    part.removeAttribute("name");
    part.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
  folded.clear();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
});

// After a form came back with errors, or a part was skipped, the place that matters has the focus.
document.querySelector("[data-focus]")?.focus();

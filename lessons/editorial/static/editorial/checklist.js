// Leads from a point of the checklist to its field, and keeps the list true while the page saves itself.

const FOCUSABLE = "input:not([type=hidden]), textarea, select, [contenteditable=true], button:not([data-panel-toggle])";

function named(selector, value, root = document) {
  return root.querySelector(selector.replace("*", CSS.escape(value)));
}

// A row of an inline panel: its number and, where one is meant, its field.
function rowOf(path) {
  const [relation, number, ...field] = path;
  const row = named("#inline_child_*", `${relation}-${number}`);
  return row && field.length ? named("[name='*']", `${relation}-${number}-${field.join("_")}`, row) || row : row;
}

// As far along the path as the page goes: a block that was taken out leaves its neighbourhood.
function blockOf(path) {
  let found = named("[data-contentpath='*']", path[0]);
  for (const part of path.slice(1)) {
    const next = found && named("[data-contentpath='*']", part, found);
    if (next) found = next;
  }
  return found;
}

function fieldOf(path) {
  const name = path.length === 2 ? path.join("_") : path[0];
  return rowOf(path)
    || named("[data-contentpath='*']", name)
    || blockOf(path)
    || named("#id_*-ADD", name)
    || named("#id_*", name);
}

function open(field) {
  for (let node = field; node; node = node.parentElement) {
    if (node.matches("[role=tabpanel][hidden]")) {
      document.getElementById(node.getAttribute("aria-labelledby"))?.click();
    } else if (node.hidden && node.id) {
      named("[aria-controls='*'][aria-expanded='false']", node.id)?.click();
    }
  }
}

function isSeen(element) {
  return element.getClientRects().length > 0;
}

function goTo(field) {
  open(field);
  requestAnimationFrame(() => {
    const inside = [...field.querySelectorAll(FOCUSABLE)];
    const target = field.matches(FOCUSABLE) ? field : inside.find(isSeen) || field;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    const mark = target.closest("[data-field]") || target;
    mark.setAttribute("data-pointed", "");
    setTimeout(() => mark.removeAttribute("data-pointed"), 2500);
  });
}

async function redraw(list) {
  const answer = await fetch(list.dataset.checklistUrl, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok || answer.redirected) return;
  const wasOpen = list.querySelector("details")?.open;
  list.innerHTML = await answer.text();
  const fold = list.querySelector("details");
  if (fold) fold.open = wasOpen;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-checklist] a[data-path]");
  const field = link && fieldOf(link.dataset.path.split(" "));
  if (!field) return;
  event.preventDefault();
  goTo(field);
});

document.addEventListener("w-autosave:success", () => {
  document.querySelectorAll("[data-checklist]").forEach(redraw);
});

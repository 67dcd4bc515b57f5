// Leads from a point of the checklist, or a box of a scenario's map, to its field.

// What is written in comes before what is pressed: a rich text has buttons of its own.
const FOCUSABLE = [
  "[contenteditable=true]",
  "input:not([type=hidden]), textarea, select",
  "button:not([data-panel-toggle])",
];

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
    || blockOf(path)
    || named("[data-contentpath='*']", name)
    || named("#id_*-ADD", name)
    || named("#id_*", name);
}

// What is written in a block or panel, without the buttons that move or delete it.
function contentOf(field) {
  return field.querySelector(".w-panel__content") || field;
}

function open(content) {
  for (let node = content; node; node = node.parentElement) {
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

// The editor is wider than the window in right-to-left: brought into view, a field would slip below the menu.
function stayUpright(element) {
  for (let node = element.parentElement; node; node = node.parentElement) node.scrollLeft = 0;
}

function goTo(field) {
  const content = contentOf(field);
  open(content);
  requestAnimationFrame(() => {
    const inside = FOCUSABLE.map((kind) => [...content.querySelectorAll(kind)].find(isSeen)).find(Boolean);
    const target = inside || field;
    target.scrollIntoView({ block: "center", behavior: "instant" });
    target.focus({ preventScroll: true });
    stayUpright(target);
    field.setAttribute("data-pointed", "");
    setTimeout(() => field.removeAttribute("data-pointed"), 2500);
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-path]");
  const field = link && fieldOf(link.dataset.path.split(" "));
  if (!field) return;
  event.preventDefault();
  goTo(field);
});

// A button that prints the page; without this script there is none, and the browser's own menu does it.
for (const holder of document.querySelectorAll("[data-print]")) {
  holder.hidden = false;
  holder.querySelector("button").addEventListener("click", () => window.print());
}

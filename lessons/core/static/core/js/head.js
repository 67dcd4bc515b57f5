// Runs before anything is painted: the exit, and the reader's letters. Small on purpose; page.js does the rest.
(function (doc, root) {
  var exit = doc.currentScript.dataset.exit;
  var FLAG = "left";
  var lastEscape = -Infinity;

  function flag(value) {
    try {
      if (value === undefined) return sessionStorage.getItem(FLAG);
      return value ? sessionStorage.setItem(FLAG, value) : sessionStorage.removeItem(FLAG);
    } catch (error) {
      return null; // no storage in this browser: leaving still works, only coming back does not hide
    }
  }

  function go() {
    doc.title = "…";
    location.replace(exit);
  }

  function leave() {
    var word = doc.querySelector("[data-exit-word]");
    flag("1");
    root.classList.add("leaving");
    // Not only covered: whatever the network does, nothing of the page is left to show.
    if (word) {
      word.textContent = word.dataset.leaving;
      doc.body.textContent = ""; // not replaceChildren: old phones have none
      doc.body.appendChild(word);
    } else root.hidden = true;
    go();
  }

  // Somebody presses Back on the neutral page: go there again before this page is painted.
  function stayAway() {
    root.hidden = true;
    go();
  }

  function byHistory() {
    var entry = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    return entry ? /^(back_forward|reload)$/.test(entry.type) : performance.navigation.type > 0;
  }

  if (flag() && byHistory()) stayAway();
  else flag("");

  // A page kept in memory goes away unseen and comes back unseen, until we know that nobody has left.
  addEventListener("pagehide", function () {
    root.style.visibility = "hidden"; // keeps the place where it was scrolled to
  });
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    if (flag()) stayAway();
    // Safari keeps even no-store pages: after signing out, Back must not show whose they were.
    else if ("own" in root.dataset) location.reload();
    else root.style.visibility = "";
  });

  doc.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-exit]");
    if (!link) return;
    event.preventDefault();
    leave();
  });

  doc.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    if (event.timeStamp - lastEscape < 1000) return leave();
    lastEscape = event.timeStamp;
    var word = doc.querySelector("[data-exit-word]");
    if (!word) return;
    word.textContent = word.dataset.once;
    setTimeout(function () {
      word.textContent = "";
    }, 1000);
  });

  if (/(^|; )letters=naskh/.test(doc.cookie)) root.classList.add("naskh");
})(document, document.documentElement);

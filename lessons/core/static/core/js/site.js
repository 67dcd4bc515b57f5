// Runs before anything is painted, in old phones too, so it is written as they can read it. Every page works without it.

// The exit.
(function (doc, root) {
  var exit = doc.currentScript.dataset.exit;
  var neutral = doc.currentScript.dataset.neutral;
  var FLAG = "left";
  var lastEscape = -Infinity;
  root.classList.add("js");

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
    // Without a network, to the everyday page that is kept on this phone; else it would be an error with our address.
    var here = navigator.onLine === false && navigator.serviceWorker && navigator.serviceWorker.controller;
    location.replace(here && neutral ? neutral : exit);
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
})(document, document.documentElement);

// What makes a reader's page nicer.
(function (doc, root) {
  var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // In milliseconds: how long the first words wait for the font, and when a first visit is a slow one.
  var MOMENT = 300;
  var SLOW = 1000;

  function onClick(selector, act) {
    doc.addEventListener("click", function (event) {
      var found = event.target.closest && event.target.closest(selector);
      if (found) act(found, event);
    });
  }

  function each(selector, act) {
    Array.prototype.forEach.call(doc.querySelectorAll(selector), act);
  }

  // Nastaliq or Naskh, at once and for a year.
  if (/(^|; )letters=naskh/.test(doc.cookie)) root.classList.add("naskh");
  onClick("a[data-letters]", function (link, event) {
    event.preventDefault();
    var letters = root.classList.toggle("naskh") ? "naskh" : "nastaliq";
    var secure = location.protocol === "https:" ? "; secure" : "";
    doc.cookie = "letters=" + letters + "; path=/; max-age=31536000; samesite=lax" + secure;
  });

  // Has this phone Urdu letters of its own? One that it lacks is a box, and one box is as wide as another.
  function drawsUrdu() {
    var pen = doc.createElement("canvas").getContext("2d");
    if (!pen) return false; // no canvas in this browser
    pen.font = "20px sans-serif";
    return pen.measureText("\u06c1").width !== pen.measureText("\u06d2").width;
  }

  // Nothing that is being read may move. On a slow first visit the page keeps the phone's own letters, and the font is
  // fetched for the next one. Else the first words wait a moment for it: it is kept in the phone, or comes fast.
  function show() {
    root.style.opacity = "";
    if (doc.fonts.status === "loading" && drawsUrdu()) root.classList.add("late");
  }

  // Whoever saves data, or reads Naskh, is spared a font that is not for them.
  function isSlowVisit() {
    if (/little|naskh/.test(root.className)) return false;
    var first = performance.getEntriesByType("resource")[0];
    return performance.now() > SLOW && first && first.transferSize && drawsUrdu();
  }

  if (root.lang === "ur" && doc.fonts) {
    if (isSlowVisit()) {
      root.classList.add("late");
      addEventListener("load", function () {
        doc.fonts.load('1em "Chiragh Nastaliq"');
      });
    } else
      // The style sheet is there and nothing is painted yet; to lay the page out asks for the font.
      requestAnimationFrame(function () {
        if (!doc.body || !doc.body.offsetWidth || doc.fonts.status !== "loading") return;
        root.style.opacity = 0; // not invisible: what has the focus would lose it
        setTimeout(show, MOMENT);
        doc.fonts.ready.then(show);
      });
  }

  // Check yourself: the words come into view.
  doc.addEventListener(
    "toggle",
    function (event) {
      var card = event.target;
      if (!card.matches("details.choice[open]")) return;
      var words = card.querySelector(".choice__say");
      if (words) words.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    },
    true
  );

  // The other language opens where this one was left.
  onClick("a[data-language]", function (link) {
    var bar = doc.querySelector(".bar");
    var top = (bar ? bar.offsetHeight : 0) + innerHeight / 4;
    var here;
    each("main [id]", function (block) {
      if (block.getBoundingClientRect().top <= top) here = block;
    });
    link.hash = scrollY > innerHeight / 2 && here ? here.id : "";
  });

  // By ear: what reads aloud comes with the first tap, which it then gets.
  onClick("[data-hear]", function (button) {
    if (root.dataset.hears) return;
    root.dataset.hears = "coming";
    var script = doc.createElement("script");
    script.type = "module";
    script.src = button.dataset.hear;
    script.onload = function () {
      button.click();
    };
    script.onerror = function () {
      delete root.dataset.hears; // no network: the next tap tries again
    };
    doc.head.appendChild(script);
  });

  // On paper everything is open.
  var folded = [];
  addEventListener("beforeprint", function () {
    each("main details:not([open])", function (part) {
      folded.push(part);
      part.removeAttribute("name");
      part.open = true;
    });
  });
  addEventListener("afterprint", function () {
    while (folded.length) folded.pop().open = false;
  });

  // After a form came back with errors, or a part was skipped, the place that matters has the focus.
  doc.addEventListener("DOMContentLoaded", function () {
    var place = doc.querySelector("[data-focus]");
    if (place) place.focus();
  });
})(document, document.documentElement);

// Plays what is kept: finds it by the address, says for whom, hands it to its player.
const { kept } = self;
const place = document.querySelector("[data-play]");
const stage = place.querySelector("[data-stage]");
const language = document.documentElement.lang;
const templateOf = (name) => place.querySelector(`template[data-t="${name}"]`).content;

kept.player = {
  language,
  // A copy of a template of this page, with a way to its parts.
  copy(name) {
    const made = templateOf(name).firstElementChild.cloneNode(true);
    made.piece = (wanted) => (made.matches(`[data-p="${wanted}"]`) ? made : made.querySelector(`[data-p="${wanted}"]`));
    return made;
  },
  fill(element, html) {
    element.hidden = !html;
    element.innerHTML = html ?? "";
  },
  // Letter and shape of the choice at a place, counted from 0.
  key(number) {
    const keys = templateOf("keys").firstElementChild.children;
    return keys[number % keys.length].cloneNode(true);
  },
  // What reads a part of the page aloud; `lines` names the lines of a chat that belong to it.
  hear(lines) {
    const made = kept.player.copy("hear");
    if (lines) made.querySelector("[data-hear]").dataset.lines = lines;
    return made;
  },
  show(...parts) {
    kept.player.turn();
    stage.replaceChildren(...parts);
    // A question, as online, is the heading of its page.
    place.querySelector("[data-heading]").hidden = Boolean(stage.querySelector("h1"));
    place.querySelector("[data-back]").hidden = Boolean(stage.querySelector("[data-alone]"));
    place.querySelector("[data-none]").hidden = place.querySelector("[data-none-ready]").hidden = true;
    scrollTo(0, 0);
    const first = stage.querySelector("[data-focus]");
    first?.focus();
    if (first?.matches("[data-p=own]")) first.scrollIntoView(); // the question has been read
  },
  // Something else is shown: a voice that reads what was there ends.
  turn: () => document.dispatchEvent(new Event("turn")),
  explain(error) {
    return kept.isFull(error) ? place.dataset.full : place.dataset.failed;
  },
  telling: () => import(place.dataset.telling),
  ordering: () => import(place.dataset.order),

  async keepAnswer(id, change) {
    await kept.keepAnswer(id, change);
    await kept.player.sendSoon();
  },

  // “Mark as done”, or skipping; without an account there is nobody to note it for.
  async markDone(one) {
    if (!one.done) return location.assign(`/${language}/kept/#not-noted`);
    await kept.keepDone(one);
    await kept.player.sendSoon();
    location.assign(one.next[language]);
  },

  async sendSoon() {
    await kept.tellWaiting();
    await kept.askForSync(await navigator.serviceWorker?.getRegistration());
    if (navigator.onLine) kept.send(language).then(kept.tellWaiting);
  },
};

kept.tellWaiting = async function () {
  const line = place.querySelector("[data-waiting]");
  const count = (await kept.waiting()).length;
  line.hidden = count === 0;
  const words = count === 1 ? line.dataset.one : line.dataset.more;
  line.querySelector("[data-words]").innerHTML = words.replace("{n}", `<bdi dir="ltr">${count}</bdi>`);
};

function showPlace(found) {
  place.querySelector("[data-heading]").innerHTML = found.heading[language];
  const back = place.querySelector("[data-back]");
  back.querySelector("a").href = found.page[language];
  back.querySelector("span").innerHTML = found.heading[language];
  const link = document.querySelector(`nav a[href="${found.page[language]}"]`);
  if (!link) return;
  document.querySelector("nav a[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "page");
}

// The address: #<try>, or #<try>/<number> with the number of the question that was just answered.
async function start() {
  const [id, answered] = decodeURIComponent(location.hash.slice(1)).split("/");
  const found = (await kept.exists()) ? await kept.get("tries", id) : null;
  place.querySelector("[data-none]").hidden = Boolean(found) || id === "practice";
  place.querySelector("[data-none-ready]").hidden = Boolean(found) || id !== "practice";
  if (!found) return;
  kept.sayWhose(place.querySelector("[data-whose]"), found.token ? await kept.get("notes", "learner") : null);
  await kept.tellWaiting();
  showPlace(found);
  const play = { scenario: kept.playStory, quiz: kept.playQuiz, practice: kept.playPractice }[found.kind];
  await play(id, Number(answered) || 0);
}

// The other language goes on with the same try.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[data-language]");
  if (link) link.hash = location.hash;
});
addEventListener("hashchange", start);
addEventListener("online", () => kept.send(language).then(kept.tellWaiting));
start();

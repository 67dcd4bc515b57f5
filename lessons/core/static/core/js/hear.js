// By ear: plays what was recorded for a part of the page, else reads it aloud with a voice of this device. Comes with
// the first tap on a button. Nothing is sent anywhere: a voice that lives on somebody's server is never used.
const synth = window.speechSynthesis;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const VOICES_COME = 1500; // milliseconds: Chrome knows its voices only after a moment
const BOX = "p, li, h1, h2, h3, dt, dd, summary, figcaption, legend, label, button.choice";
// What is hard is heard when its own button is pressed, as it is read by whoever does not skip it.
const UNREAD = `.hidden:not(b), .noprint, .skip-part, .hard-part, .btn, .helpstrip, .progress, .eyebrow, .source, .log,
  button:not(.choice), select, time, [hidden], [aria-hidden="true"],
  details:is(.choice, .fold):not([open]) > :not(summary)`;
let now = null; // what is being heard: its button, its parts, and which of them

const isUnread = (element, scope) => {
  const found = element.closest(UNREAD);
  return Boolean(found) && found !== scope && scope.contains(found);
};

function scopesOf(button) {
  const { lines } = button.dataset;
  if (!lines) return [button.closest("[data-read]") ?? document.querySelector("main")];
  const told = [...document.querySelectorAll("[data-line]")];
  return [...told.filter((line) => line.dataset.line.replace(/-[^-]*$/, "") === lines), button.closest("[data-turn]")];
}

// The texts of a scope, each with the box around it; the letter and the shape of a choice are a text of their own.
function textsOf(scope) {
  const texts = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    const key = parent.closest(".choice__key");
    if (!key && isUnread(parent, scope)) continue;
    const box = parent.closest(BOX) ?? parent;
    const lang = parent.closest("[lang]:not(bdi)").lang.split("-")[0];
    const last = texts[texts.length - 1];
    if (last?.box === box && last.lang === lang && last.key === key) last.nodes.push(node);
    else texts.push({ nodes: [node], box, lang, key });
  }
  return texts;
}

function sentencesOf({ nodes, box, lang, key }) {
  const whole = nodes.map((node) => node.data).join("");
  if (key) {
    const names = [whole.trim(), key.querySelector(".cue").dataset.say];
    return [{ text: names.join(lang === "ur" ? "، " : ", "), box, lang }];
  }
  return [...whole.matchAll(/.+?(?:[۔؟!.?…]+[”“"']?(?=\s)|$)/gsu)]
    .map(({ 0: said, index: from }) => ({ text: said.replace(/\s+/g, " ").trim(), from, to: from + said.length }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map((sentence) => ({ ...sentence, nodes, box, lang }));
}

function recordingsFor(button) {
  if (button.dataset.lines || button.closest("[data-read]")) return [];
  return [...document.querySelectorAll("main .figure audio")].map((audio) => ({ audio, box: audio.closest("figure") }));
}

function voiceFor(lang) {
  const own = (synth?.getVoices() ?? []).filter((voice) => voice.localService);
  const fitting = own.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
  return fitting.find((voice) => voice.default) ?? fitting[0];
}

function voicesCome() {
  if (!synth || synth.getVoices().length) return null;
  return new Promise((done) => {
    synth.onvoiceschanged = done;
    setTimeout(done, VOICES_COME);
  });
}

function unmark() {
  document.querySelector(".is-heard")?.classList.remove("is-heard");
  CSS.highlights?.delete("heard");
}

function pointIn(nodes, place) {
  let rest = place;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  throw new RangeError(`No character ${place} in ${nodes.length} texts`);
}

function mark({ box, nodes, from, to }) {
  const isNew = !box.classList.contains("is-heard");
  unmark();
  box.classList.add("is-heard");
  if (isNew && !calm) box.scrollIntoView({ block: "nearest", behavior: "smooth" });
  if (!nodes || !CSS.highlights) return;
  const range = new Range();
  range.setStart(...pointIn(nodes, from));
  range.setEnd(...pointIn(nodes, to));
  CSS.highlights.set("heard", new Highlight(range));
}

function play({ audio }) {
  audio.onended = () => now?.parts[now.at]?.audio === audio && next();
  audio.play().catch(() => {
    // The recording can't be had, without a network for instance: the device reads.
    if (now?.isOn && now.parts[now.at]?.audio === audio) readWithVoice(now.button);
  });
}

function speak({ text, voice }) {
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.9;
  words.onend = () => now?.words === words && next();
  words.onerror = () => now?.words === words && stop();
  now.words = words; // kept, or Chrome forgets to tell that it has ended
  synth.speak(words);
}

function go() {
  const part = now.parts[now.at];
  if (!part || !now.button.isConnected) return stop();
  part.box.closest(".qa details")?.setAttribute("open", "");
  now.isOn = true;
  now.button.setAttribute("aria-pressed", "true");
  mark(part);
  if (part.audio) play(part);
  else speak(part);
}

function next() {
  now.at += 1;
  go();
}

// Not the browser's own pause, which ends the reading on many phones: the sentence begins anew.
function pause() {
  now.isOn = false;
  now.words = null;
  now.button.setAttribute("aria-pressed", "false");
  now.parts[now.at]?.audio?.pause();
  synth?.cancel();
}

function stop() {
  if (!now) return;
  pause();
  unmark();
  if (now.stopper.contains(document.activeElement)) now.button.focus();
  now.stopper.remove();
  now = null;
}

function stopperFor(button) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn--plain";
  made.textContent = button.dataset.stop;
  made.addEventListener("click", stop);
  return made;
}

function start(button, parts) {
  stop();
  now = { button, parts, at: 0, stopper: stopperFor(button) };
  button.after(now.stopper);
  go();
}

// No voice on this device: a sentence says so, and the buttons that could do nothing go.
function sayNone(button) {
  stop();
  const said = document.createElement("p");
  said.className = "small muted";
  said.setAttribute("role", "status");
  said.tabIndex = -1;
  said.textContent = button.dataset.none;
  for (const other of document.querySelectorAll("[data-hear]")) {
    if (other !== button && !recordingsFor(other).length) other.parentElement.remove();
  }
  button.replaceWith(said);
  said.focus();
}

async function readWithVoice(button) {
  await voicesCome();
  const sentences = scopesOf(button).flatMap(textsOf).flatMap(sentencesOf);
  const parts = sentences.map((one) => ({ ...one, voice: voiceFor(one.lang) })).filter(({ voice }) => voice);
  // With most of it left out, nobody could follow.
  if (parts.length * 2 < sentences.length || !parts.length) sayNone(button);
  else start(button, parts);
}

function hear(button) {
  if (now?.button === button) return now.isOn ? pause() : go();
  stop();
  const recordings = recordingsFor(button);
  return recordings.length ? start(button, recordings) : readWithVoice(button);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-hear]");
  if (button) hear(button);
});
addEventListener("pagehide", stop);
document.addEventListener("submit", stop, true);
document.addEventListener("turn", stop); // a kept quiz or story shows something else
document.addEventListener("visibilitychange", () => document.hidden && stop());
document.addEventListener("keydown", ({ key }) => key === "Escape" && stop());
// Before the page is emptied: the way out may take a while, and the voice must not.
document.addEventListener("click", ({ target }) => target.closest("a[data-exit]") && stop(), true);
document.addEventListener("play", ({ target }) => target !== now?.parts[now.at]?.audio && stop(), true);

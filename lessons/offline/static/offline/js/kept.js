// “On this phone”: what is kept, what waits, what was refused.
const { kept } = self;
const page = document.querySelector("[data-on-this-phone]");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const language = document.documentElement.lang;
const megabytes = (bytes) => `${Math.max(bytes / 1024 / 1024, 0.1).toFixed(1)} MB`;

const withNumber = (words, number) => words.replace("{n}", `<bdi dir="ltr">${number}</bdi>`);

function copy(name) {
  return page.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
}

async function showModules() {
  const modules = (await kept.all("modules")).sort((one, two) => one.number - two.number);
  part("modules").replaceChildren(
    ...modules.map((module) => {
      const row = copy("module");
      row.querySelector("a").href = module.paths[language];
      row.querySelector("a").textContent = module.heading[language];
      row.querySelector("[data-size]").textContent = megabytes(module.bytes);
      row.querySelector("button").addEventListener("click", async () => {
        await kept.dropModule(module.module);
        await show();
        part("title").focus();
      });
      return row;
    }),
  );
  part("nothing").hidden = modules.length > 0;
  part("something").hidden = modules.length === 0;
}

async function showPractice() {
  const practice = (await kept.all("tries")).find((one) => one.kind === "practice");
  const ready = practice?.items.filter((item) => !(item.key in practice.answers)).length ?? 0;
  part("practice").hidden = ready === 0;
  if (!ready) return;
  const { dataset } = part("ready");
  part("ready").innerHTML = withNumber(ready === 1 ? dataset.one : dataset.more, ready);
  part("practise").href = `/${language}/kept/play/#${practice.id}`;
}

async function showQueue() {
  const waiting = (await kept.waiting()).length;
  const words = part("waiting-words").dataset;
  part("waiting").hidden = waiting === 0;
  part("waiting-words").querySelector("[data-words]").innerHTML = withNumber(waiting === 1 ? words.one : words.more, waiting);
  const refused = await kept.refused();
  part("refused").hidden = refused.length === 0;
  part("refused-list").replaceChildren(
    ...refused.map((entry) => {
      const row = copy("refusal");
      row.querySelector("[data-what]").innerHTML = entry.heading?.[language] ?? "";
      row.querySelector("[data-why]").textContent = entry.why;
      row.querySelector("button").addEventListener("click", async () => {
        await kept.remove("queue", entry.n);
        await show();
      });
      return row;
    }),
  );
}

async function showWhose() {
  const learner = await kept.get("notes", "learner");
  const tries = (await kept.all("tries")).length > 0;
  kept.sayWhose(part("whose"), tries ? learner : null);
  const other = tries && learner && page.dataset.who && page.dataset.who !== learner.who;
  part("take-over").hidden = !other;
}

async function show() {
  await Promise.all([showModules(), showPractice(), showQueue(), showWhose()]);
}

async function sendNow() {
  const left = await kept.send(language);
  await kept.update();
  if (!left) await refresh();
  await show();
}

async function fetchTries(module) {
  const body = new URLSearchParams(new FormData(part("take-over")));
  const answer = await fetch(`/${language}/offline/modules/${module}/tries/`, { method: "POST", body });
  if (answer.ok) await kept.keepTries(await answer.json());
}

// A quiz or round that was played to its end makes way for the next, and practice comes when something is ready: only
// for the learner who is signed in.
async function refresh() {
  const learner = await kept.get("notes", "learner");
  const [first] = await kept.all("modules");
  if (!first || !page.dataset.who || learner?.who !== page.dataset.who) return;
  const isPlayed = (one) => one.items?.every((item) => !item.asked || item.key in one.answers);
  const tries = await kept.all("tries");
  const wanted = new Set(tries.filter((one) => one.module && isPlayed(one)).map((one) => one.module));
  if (!wanted.size && !tries.some((one) => one.kind === "practice" && !isPlayed(one))) wanted.add(first.module);
  for (const module of wanted) await fetchTries(module);
}

// The tries of whoever is signed in now, for every kept module. What waits is another's and goes on its own token.
async function takeOver(event) {
  event.preventDefault();
  await kept.send(language);
  for (const { module } of await kept.all("modules")) await fetchTries(module);
  await show();
}

async function start() {
  if (!("indexedDB" in self) || !(await kept.exists())) return;
  if (location.hash === "#not-noted") part("not-noted").hidden = false;
  part("take-over").addEventListener("submit", takeOver);
  part("send").addEventListener("click", sendNow);
  part("clear").addEventListener("submit", async (event) => {
    event.preventDefault();
    await kept.send(language).catch(() => 0);
    await kept.clearPhone();
    event.target.submit();
  });
  addEventListener("online", sendNow);
  await show();
  if (navigator.onLine) await sendNow();
}

start();

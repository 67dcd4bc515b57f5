// The service worker: the network first, then what is kept. It never keeps anything that passes through it.
const { kept } = self;
const QUIZ = /^\/(\w+)\/activities\/(\d+)\/attempts\/$/;
const STORY = /^\/(\w+)\/activities\/(\d+)\/runs\/$/;
const DONE = /^\/(\w+)\/activities\/(\d+)\/done\/$/;
const BEGUN = [
  ["quiz", /^\/(\w+)\/attempts\/([\w-]+)\/(?:(\d+)\/)?/],
  ["practice", /^\/(\w+)\/practice\/([\w-]+)\/(?:(\d+)\/)?/],
  ["scenario", /^\/(\w+)\/runs\/([\w-]+)\//],
];
const SWITCH = /^\/(\w+)\/language\/$/;
const PRACTICE = /^\/(\w+)\/practice\/(?:rounds\/)?$/;

const languageOf = (url) => self.LANGUAGES.find((code) => url.pathname.startsWith(`/${code}/`)) ?? self.LANGUAGES[0];
const goTo = (path) => Response.redirect(new URL(path, location.origin), 303);
const ofCache = (path) => caches.match(path, { ignoreSearch: true, ignoreVary: true });

async function missing(url) {
  return (await ofCache(`/${languageOf(url)}/offline/missing/`)) ?? Response.error();
}

async function play(kind, language, activity, url) {
  const found = (await kept.all("tries")).find((one) => one.kind === kind && one.activity === activity);
  return found ? goTo(`/${language}/kept/play/#${found.id}`) : missing(url);
}

// The page that one comes from, in the other language.
async function switchTo(language, url) {
  await kept.put("notes", { key: "language", code: language });
  const [, rest] = url.searchParams.get("next")?.match(/^\/\w+\/(.*)$/) ?? [];
  return goTo(`/${language}/${rest ?? ""}`);
}

async function practise(language) {
  const found = (await kept.all("tries")).find((one) => one.kind === "practice");
  return goTo(`/${language}/kept/play/#${found?.id ?? "practice"}`);
}

// “Mark as done” without a network: into the queue, and on to what comes next.
async function markDone(language, activity) {
  const lesson = (await kept.all("tries")).find((one) => one.activity === activity);
  if (!lesson) return goTo(`/${language}/kept/`);
  if (!lesson.done) return goTo(`/${language}/kept/#not-noted`);
  await kept.keepDone(lesson);
  await kept.askForSync(self.registration);
  return goTo(lesson.next[language]);
}

// The answer that was on its way when the network went; returns its place, counted from 1, or 0 when none was chosen.
async function takeAlong(one, number, data) {
  const place = one.items.findIndex((item) => item.number === number);
  const item = one.items[place];
  const picked = item?.asked ? kept.pickedIn(data, item) : [];
  if (!picked.length) return 0;
  await kept.keepAnswer(one.id, (stored) => {
    // What comes before it was answered with a network.
    for (const { key } of stored.items.slice(0, place)) if (!(key in stored.answers)) stored.answers[key] = null;
    if (item.key in stored.answers) return null;
    stored.answers[item.key] = picked;
    return { item: item.key, picked };
  });
  await kept.askForSync(self.registration);
  return place + 1;
}

// A quiz, story or round that was begun with a network goes on in the player when it is kept.
async function goOn(request, url) {
  for (const [kind, pattern] of BEGUN) {
    const [, language, pk, number] = url.pathname.match(pattern) ?? [];
    const one = pk && (await kept.get("tries", `${kind}:${pk}`));
    if (!one) continue;
    const isAnswer = request.method === "POST" && number && one.items;
    const answered = isAnswer ? await takeAlong(one, Number(number), await request.formData()) : 0;
    return goTo(`/${language}/kept/play/#${one.id}${answered ? `/${answered}` : ""}`);
  }
  return null;
}

async function withoutNetwork(request, url) {
  if (request.method === "POST") {
    const [, language, pk] = url.pathname.match(QUIZ) ?? url.pathname.match(STORY) ?? url.pathname.match(DONE) ?? [];
    const activity = Number(pk);
    if (QUIZ.test(url.pathname)) return play("quiz", language, activity, url);
    if (STORY.test(url.pathname)) return play("scenario", language, activity, url);
    if (DONE.test(url.pathname)) return markDone(language, activity);
  }
  if (SWITCH.test(url.pathname)) return switchTo(languageOf(url), url);
  if (PRACTICE.test(url.pathname)) return practise(languageOf(url));
  const begun = await goOn(request, url);
  if (begun) return begun;
  if (request.method !== "GET") return missing(url);
  if (url.pathname === "/") return goTo(`/${(await kept.get("notes", "language"))?.code ?? "ur"}/`);
  return (await ofCache(url.pathname)) ?? missing(url);
}

// A picture is kept in one size and format; a browser may ask for another of the same.
async function pictureOf({ pathname }) {
  const plain = (path) => path.replace(/\.(?:format|width)-.*/, "");
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) {
      if (plain(new URL(one.url).pathname) === plain(pathname)) return cache.match(one);
    }
  }
  return Response.error();
}

async function afterwards(url) {
  if (!(await kept.exists())) return;
  if ((await kept.waiting()).length) await kept.send(languageOf(url));
  await kept.update();
}

async function navigate(request, url) {
  // Signing out clears the phone: what waits goes first, whichever page asks.
  const leaves = request.method === "POST" && url.pathname.endsWith("/sign-out/");
  if (leaves && (await kept.exists())) await kept.send(languageOf(url)).catch(() => 0);
  const spare = request.clone(); // what was sent can be read once
  try {
    return { response: await fetch(request), online: true };
  } catch {
    return { response: await withoutNetwork(spare, url).catch(() => missing(url)), online: false };
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || url.pathname.startsWith("/cms/")) return;
  if (request.mode === "navigate") {
    const answer = navigate(request, url);
    event.respondWith(answer.then(({ response }) => response));
    event.waitUntil(answer.then(({ online }) => online && afterwards(url)).catch(() => {}));
  } else if (request.method === "GET" && url.pathname.startsWith("/static/")) {
    // The names of these files change with what they hold.
    event.respondWith(caches.match(request, { ignoreVary: true }).then((found) => found ?? fetch(request)));
  } else if (request.method === "GET" && url.pathname.startsWith("/media/images/")) {
    event.respondWith(fetch(request).catch(() => pictureOf(url)));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "answers") return;
  const sent = kept.get("notes", "language").then(
    (language) => kept.send(language?.code),
    () => 0, // the phone was cleared
  );
  // Failing tells the browser to try again later.
  event.waitUntil(sent.then((left) => left && Promise.reject(new Error("answers wait"))));
});

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

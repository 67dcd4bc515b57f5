// Fetches modules as a visitor sees them, keeps them under their version, and lets go of them.
(function (root) {
  const { kept } = root;
  const PREFIX = "chiragh-";
  const HOUR = 60 * 60 * 1000;
  const nameOf = (what, version) => `${PREFIX}${what}-${version}`;

  // Without cookies: what is kept is the page of nobody.
  async function fetchInto(cache, address) {
    if (await cache.match(address, { ignoreVary: true })) return;
    const response = await fetch(address, { credentials: "omit", cache: "no-cache" });
    if (!response.ok || response.redirected) throw new Error(`${response.status} ${address}`);
    await cache.put(address, response);
  }

  async function fetchAll(name, weights, tell) {
    const cache = await caches.open(name);
    const left = Object.entries(weights);
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        await fetchInto(cache, next[0]);
        tell(next[1]);
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  }

  async function dropCaches(isOld) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && isOld(name)).map((name) => caches.delete(name)));
  }

  async function shellIsKept(shell) {
    return (await kept.get("notes", "shell"))?.version === shell.version && (await caches.has(nameOf("shell", shell.version)));
  }

  // Returns the bytes that keeping `info` takes: less, when the pages beside the modules are on the phone already.
  kept.bytesOf = async function (info) {
    const known = (await kept.exists()) && (await shellIsKept(info.shell));
    return known ? Object.values(info.weights).reduce((sum, weight) => sum + weight, 0) : info.bytes;
  };

  // Keeps the module that the server told of; `tell(done, all)` hears how many bytes have come.
  kept.keepModule = async function (info, tell = () => {}) {
    const all = await kept.bytesOf(info);
    const own = nameOf(`module-${info.module}`, info.version);
    const shell = nameOf("shell", info.shell.version);
    let done = 0;
    const count = (bytes) => tell(Math.min((done += bytes), all), all);
    try {
      if (!(await shellIsKept(info.shell))) await fetchAll(shell, info.shell.weights, count);
      await fetchAll(own, info.weights, count);
      const { module, number, heading, paths, version } = info;
      const bytes = Object.values(info.weights).reduce((sum, weight) => sum + weight, 0);
      await kept.put("notes", { key: "shell", version: info.shell.version });
      await kept.put("modules", { module, number, heading, paths, version, bytes });
    } catch (error) {
      // Half a module would take room and never be seen.
      const before = await kept.get("modules", info.module).catch(() => null);
      if (before?.version !== info.version) await caches.delete(own);
      // The phone was cleared while it came.
      if (!(await kept.exists())) await dropCaches(() => true);
      throw error;
    }
    await dropCaches((name) => name.startsWith(`${PREFIX}module-${info.module}-`) && name !== own);
    await dropCaches((name) => name.startsWith(`${PREFIX}shell-`) && name !== shell);
  };

  kept.keepTries = async function (given) {
    await kept.within(["tries", "notes"], "readwrite", async (at) => {
      for (const old of await kept.result(at("tries").getAll())) {
        if (old.module === given.module || old.who !== given.who || old.kind === "practice") at("tries").delete(old.id);
      }
      const { who, module } = given;
      for (const one of given.tries) at("tries").put({ ...one, who, module, ...begun(one) });
      if (given.practice) at("tries").put({ ...given.practice, who, ...begun(given.practice) });
      at("notes").put({ key: "learner", who, name: given.name });
    });
  };

  function begun(one) {
    if (one.items) return { answers: Object.fromEntries((one.answered ?? []).map((key) => [key, null])) };
    return one.kind === "scenario" ? { path: one.path ?? [], taken: one.taken ?? [] } : {};
  }

  // What is kept for one learner goes: their name and their tries. Modules are nobody's, and what waits has its tokens.
  kept.forgetLearner = async function (who) {
    await kept.within(["tries", "notes"], "readwrite", async (at) => {
      for (const one of await kept.result(at("tries").getAll())) if (one.who === who) at("tries").delete(one.id);
      if ((await kept.result(at("notes").get("learner")))?.who === who) at("notes").delete("learner");
    });
  };

  kept.dropModule = async function (module) {
    await kept.within(["modules", "tries"], "readwrite", async (at) => {
      at("modules").delete(module);
      for (const one of await kept.result(at("tries").getAll())) if (one.module === module) at("tries").delete(one.id);
    });
    await dropCaches((name) => name.startsWith(`${PREFIX}module-${module}-`));
  };

  // Once an hour: what has changed is fetched anew, what was withdrawn goes.
  kept.update = async function (now = Date.now()) {
    const checked = (await kept.get("notes", "checked"))?.at ?? -Infinity;
    if (Math.abs(now - checked) < HOUR) return; // a clock that was put back counts from anew
    await kept.put("notes", { key: "checked", at: now });
    for (const { module, version } of await kept.all("modules")) {
      const response = await fetch(`/en/offline/modules/${module}/`, { credentials: "omit", cache: "no-cache" });
      if (response.status === 404) await kept.dropModule(module);
      if (!response.ok) continue;
      const info = await response.json();
      if (info.version !== version || !(await shellIsKept(info.shell))) await kept.keepModule(info);
    }
  };

  // Everything goes: pages, tries, answers, the worker itself.
  kept.clearPhone = async function () {
    await dropCaches(() => true);
    await kept.dropDatabase();
    const workers = (await navigator.serviceWorker?.getRegistrations?.()) ?? [];
    await Promise.all(workers.map((worker) => worker.unregister()));
  };
})(self);

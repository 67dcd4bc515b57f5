// Sends what waits, in the order in which it was made, until everything is accepted or said to be refused.
(function (root) {
  const { kept } = root;
  const AT_A_TIME = 100;

  function posted(entry) {
    const { n, try: _try, module: _module, why, heading: _heading, ...rest } = entry;
    return rest;
  }

  async function note(entries, results) {
    const found = new Map(results.map((one) => [one.id, one]));
    let settled = 0;
    await kept.within(["queue"], "readwrite", async (at) => {
      const before = new Set();
      for (const entry of entries) {
        const { state, why } = found.get(entry.id) ?? {};
        const alone = !before.has(entry.try);
        if (state === "accepted" || state === "already") at("queue").delete(entry.n);
        // What waits for an earlier step that never comes is told like what was refused.
        else if (state === "refused" || (state === "later" && alone)) at("queue").put({ ...entry, why: why || "…" });
        else {
          before.add(entry.try);
          continue;
        }
        settled += 1;
      }
    });
    return settled;
  }

  async function sendAll(language) {
    for (;;) {
      const entries = (await kept.waiting()).slice(0, AT_A_TIME);
      if (!entries.length) return 0;
      const response = await fetch("/offline/replay/", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "omit", // each entry says itself whose it is
        body: JSON.stringify({ language, entries: entries.map(posted) }),
      });
      if (!response.ok) return entries.length;
      const { results } = await response.json();
      if (!(await note(entries, results))) return entries.length;
    }
  }

  // Returns how many answers still wait. Two tabs don't send the same at once; if they do, it counts once all the same.
  kept.send = async function (language) {
    try {
      if (!navigator.locks) return await sendAll(language);
      return await navigator.locks.request("chiragh-send", () => sendAll(language));
    } catch {
      // No network; or the phone was cleared meanwhile, and nothing waits.
      return kept.waiting().then((entries) => entries.length, () => 0);
    }
  };
})(self);

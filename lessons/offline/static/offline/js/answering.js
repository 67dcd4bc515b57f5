// What an answer is, and how it is put beside its try. Read by pages and by the service worker.
(function (root) {
  const { kept } = root;

  // What is put into the queue about a try: `answer` with the token by which it is accepted.
  function entryOf({ id, module, heading }, token, answer) {
    return { ...answer, id: kept.newId(), token, module, heading, at: Date.now(), try: id };
  }

  // The choice keys that a form holds, for an ordering by the places given to them; none while two share a place.
  kept.pickedIn = function (data, item) {
    if (item.kind !== "ordering") return data.getAll("choice");
    const places = item.choices.map(({ key }) => [Number(data.get(`place-${key}`)), key]);
    if (new Set(places.map(([number]) => number)).size < places.length) return [];
    return places.sort(([one], [two]) => one - two).map(([, key]) => key);
  };

  // Puts an answer into the queue and the try in one step: after that it is on the disk, or neither is.
  // `change(one)` changes the try and returns what to send, or null when that was decided before, in another tab too.
  kept.keepAnswer = (id, change) =>
    kept.within(["tries", "queue"], "readwrite", async (at) => {
      const one = await kept.result(at("tries").get(id));
      const answer = change(one);
      at("tries").put(one);
      if (answer) at("queue").add(entryOf(one, one.token, answer));
    });

  // “Mark as done”, or skipping: of a lesson or a story.
  kept.keepDone = (one) =>
    kept.within(["queue"], "readwrite", (at) => kept.result(at("queue").add(entryOf(one, one.done, {}))));

  kept.askForSync = async function (registration) {
    try {
      await registration?.sync?.register("answers");
    } catch {
      // not allowed on this phone: the next page load sends
    }
  };
})(self);

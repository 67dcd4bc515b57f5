// A kept story: the same chat as online, told by the same functions, one decision after the other, with the way back.
(function (root) {
  const { kept } = root;
  const sameWay = (one, two) => one.length === two.length && one.every((key, place) => key === two[place]);
  let chat = null; // the one that is being told; whoever goes back begins it anew

  // The parts that the choices of `path` lead through, and where they end.
  function walk(one, path) {
    const moments = [];
    let now = one.start;
    for (const key of path) {
      const choice = one.parts[now]?.choices?.find((wanted) => wanted.key === key);
      if (!choice) break;
      moments.push({ part: now, choice });
      now = choice.next;
    }
    return { moments, key: now, now: one.parts[now] };
  }

  // Tells what is new of `lines`, then shows what is to be done.
  async function tell(one, lines, key, page) {
    const { copy, hear, language, show, telling, turn } = kept.player;
    const isFirst = !chat?.isConnected;
    if (isFirst) {
      chat = copy("chat");
      chat.piece("head").innerHTML = one.head[language];
      show(chat);
    }
    const place = chat;
    turn();
    place.piece("turn").replaceChildren();
    place.piece("log").querySelector("#chosen")?.removeAttribute("id");
    const heard = document.createElement("template");
    heard.innerHTML = lines;
    const told = await telling();
    await told.tell(place.piece("log"), told.fresh(place.piece("log"), heard.content.children));
    place.piece("turn").replaceChildren(hear(key), page);
    if (!isFirst) told.arrive(page);
  }

  function decide(one) {
    const { copy, language, markDone } = kept.player;
    const { key, now } = walk(one, one.path);
    if (!now || now.ending) return end(one, now);
    const page = copy("decide");
    page.piece("ask").innerHTML = now.ask[language] || page.piece("ask").innerHTML;
    page.piece("choices").append(...now.choices.map((choice, number) => buttonFor(one, page, choice, number)));
    const skip = page.piece("skip");
    // What is read in private is left without a trace.
    skip.textContent = one.token ? skip.dataset.words : skip.dataset.private;
    skip.addEventListener("click", () => (one.token ? markDone(one) : location.assign(one.next[language])));
    return tell(one, now.lines[language], key, page);
  }

  function buttonFor(one, page, choice, number) {
    const { copy, explain, fill, key, language } = kept.player;
    const button = copy("go");
    button.piece("key").replaceWith(key(number));
    fill(button.piece("text"), choice.text[language]);
    button.addEventListener("click", async () => {
      const buttons = page.querySelectorAll("button");
      for (const other of buttons) other.disabled = true;
      let stored;
      try {
        stored = await change(one, (now) => take(now, one.path, choice.key));
      } catch (error) {
        for (const other of buttons) other.disabled = false;
        page.piece("error").hidden = false;
        page.piece("why").textContent = explain(error);
        return page.piece("error").focus();
      }
      await after(stored);
    });
    return button;
  }

  // Changes the stored story and returns it; one that is read in private is stored nowhere.
  async function change(one, make) {
    if (!one.token) {
      make(one);
      return one;
    }
    await kept.player.keepAnswer(one.id, make);
    return kept.get("tries", one.id);
  }

  // Returns what to send, or nothing for a way that was taken before.
  function take(stored, path, choice) {
    const way = [...path, choice];
    const isNew = !stored.taken.some((taken) => sameWay(taken, way));
    const seq = stored.taken.length;
    stored.path = way;
    if (isNew) stored.taken.push(way);
    return isNew ? { path, choice, seq } : null;
  }

  function after(one) {
    const { copy, language } = kept.player;
    const { moments, now } = walk(one, one.path);
    const { part, choice } = moments.at(-1);
    const page = copy("after");
    page.piece("next-day").innerHTML = choice.after[language];
    const ends = !now || now.ending;
    page.piece("on-words").textContent = ends ? page.piece("on-words").dataset.end : page.piece("on-words").dataset.on;
    page.piece("on").addEventListener("click", () => (ends ? end(one, now) : decide(one)), { once: true });
    page.piece("back").addEventListener("click", () => goBack(one, one.path.length - 1), { once: true });
    return tell(one, one.parts[part].lines[language] + choice.chosen[language], choice.key, page);
  }

  // Going back is kept on the phone; the server hears of it with the choice that follows.
  async function goBack(one, length) {
    chat = null;
    return decide(await change(one, (stored) => void (stored.path = one.path.slice(0, length))));
  }

  function end(one, ending) {
    const { copy, fill, language, markDone, show } = kept.player;
    const page = copy("story-end");
    fill(page.piece("text"), ending?.text[language]);
    page.piece("remember").hidden = !ending?.remember[language];
    fill(page.piece("line"), ending?.remember[language]);
    page.piece("path").append(...walk(one, one.path).moments.map((moment, place) => momentOf(one, moment, place)));
    fill(page.piece("help"), one.help?.[language]);
    page.piece("help-bar").hidden = Boolean(one.help);
    page.piece("private").hidden = Boolean(one.token);
    page.piece("done").addEventListener("click", () => markDone(one));
    page.piece("on").classList.toggle("btn--plain", !one.token);
    page.piece("on").href = one.next[language];
    page.piece("again").addEventListener("click", () => goBack(one, 0));
    chat = null;
    show(page);
  }

  // A decision at the end, with what came of it and what else was possible.
  function momentOf(one, { part, choice }, place) {
    const { copy, language } = kept.player;
    const row = copy("moment");
    row.piece("text").innerHTML = choice.text[language];
    row.piece("came").innerHTML = choice.came[language];
    const others = one.parts[part].choices.filter((other) => other !== choice && other.other);
    row.piece("else").hidden = !others.length;
    row.piece("others").innerHTML = others.map((other) => other.other[language]).join("");
    const back = row.piece("place");
    back.innerHTML = ` ${back.dataset.text.replace("{n}", `<bdi dir="ltr">${place + 1}</bdi>`)}`;
    row.piece("back").addEventListener("click", () => goBack(one, place), { once: true });
    return row;
  }

  kept.playStory = async function (id) {
    chat = null;
    return decide(await kept.get("tries", id));
  };
})(self);

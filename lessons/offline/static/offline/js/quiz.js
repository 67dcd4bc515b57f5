// A kept quiz or round of practice, question by question. It marks nothing: it only says which words fit the answer.
(function (root) {
  const { kept } = root;
  const shown = (value) => `<bdi dir="ltr">${value}</bdi>`;
  const same = (one, two) => one.length === two.length && one.every((key, place) => key === two[place]);

  function isRight(item, picked) {
    return item.kind === "ordering" ? same(item.right, picked) : same([...item.right].sort(), [...picked].sort());
  }

  function lineFor(item, choice, number) {
    const { copy, fill, language } = kept.player;
    const line = copy("line");
    fill(line.piece("text"), choice.text[language]);
    const select = line.piece("place");
    select.name = `place-${choice.key}`;
    select.append(...item.choices.map((_one, place) => new Option(place + 1, place + 1, false, place === number)));
    return line;
  }

  function cardToPick(item, choice, number) {
    const { copy, fill, language, key } = kept.player;
    const card = copy("choice");
    fill(card.piece("text"), choice.text[language]);
    card.piece("key").replaceWith(key(number));
    card.piece("input").type = item.kind === "multiple" ? "checkbox" : "radio";
    card.piece("input").value = choice.key;
    return card;
  }

  function part(place, done) {
    const made = document.createElement("li");
    made.className = place < done ? "is-done" : place === done ? "is-now" : "";
    if (place === done) made.append(kept.player.copy("flame"));
    return made;
  }

  function progress(one, number, done = number) {
    const line = kept.player.copy("progress");
    const words = line.piece("words");
    words.innerHTML = words.dataset.text.replace("{here}", shown(number + 1)).replace("{all}", shown(one.items.length));
    line.piece("wick").append(...one.items.map((_item, place) => part(place, done)));
    return line;
  }

  // The choices as cards, or the lines of an ordering with the buttons that move them.
  async function offer(form, item) {
    const isOrdering = item.kind === "ordering";
    form.piece("multiple").hidden = item.kind !== "multiple";
    form.piece("ordering").hidden = form.piece("order").hidden = !isOrdering;
    form.piece("choices").hidden = isOrdering;
    const list = form.piece(isOrdering ? "order" : "choices");
    list.prepend(...item.choices.map((choice, place) => (isOrdering ? lineFor : cardToPick)(item, choice, place)));
    if (!isOrdering) return;
    const ordering = await kept.player.ordering().catch(() => null);
    ordering?.orderByButtons(list);
  }

  async function ask(one, number) {
    const { copy, fill, hear, language, show, keepAnswer, explain } = kept.player;
    const item = one.items[number];
    const form = copy("question");
    fill(form.piece("prompt"), item.prompt[language]);
    await offer(form, item);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const picked = kept.pickedIn(new FormData(form), item);
      if (!picked.length) return refuse(form, item.kind === "ordering" ? "places" : "none");
      try {
        await keepAnswer(one.id, (stored) => {
          if (item.key in stored.answers) return null;
          stored.answers[item.key] = item.once ? null : picked;
          return { item: item.key, picked };
        });
      } catch (error) {
        return refuse(form, null, explain(error));
      }
      const stored = await kept.get("tries", one.id);
      feedback(stored, number, stored.answers[item.key] ?? picked);
    });
    show(progress(one, number), hear(), form);
  }

  function refuse(form, reason, words) {
    form.piece("error").hidden = false;
    form.piece("why").textContent = words ?? form.piece("error").dataset[reason];
    form.piece("error").focus();
  }

  function cardFor(item, choice, number, tone) {
    const { copy, fill, language, key } = kept.player;
    const card = copy("card");
    const fits = item.right.includes(choice.key);
    card.classList.add(...tone.split(" ").filter(Boolean), ...(fits && tone ? ["choice--fits"] : []));
    card.piece("key").replaceWith(key(number));
    fill(card.piece("text"), choice.text[language]);
    fill(card.piece("feedback"), choice.feedback[language]);
    card.piece("mine").hidden = tone !== "choice--mine";
    card.piece("fits").hidden = !fits;
    if (!fits) card.querySelector(".choice__top > .icon").remove();
    return card;
  }

  function inOrder(item, keys, own) {
    const { copy, language } = kept.player;
    const card = copy("in-order");
    const right = isRight(item, keys);
    card.classList.add(...(own ? ["choice--mine"] : []), ...(right ? ["choice--fits"] : []));
    card.piece("mine").hidden = !own;
    card.piece("fits").hidden = !right;
    card.piece("compare").hidden = right;
    for (const key of keys) {
      const line = document.createElement("li");
      line.innerHTML = item.choices.find((choice) => choice.key === key).text[language];
      card.piece("list").append(line);
    }
    return card;
  }

  function reasonFor(item, key) {
    const { text, feedback } = item.choices.find((choice) => choice.key === key);
    const line = document.createElement("li");
    line.innerHTML = `${text[kept.player.language]} <span class="muted">${feedback[kept.player.language]}</span>`;
    return line;
  }

  function feedback(one, number, picked) {
    const { copy, fill, hear, language, show } = kept.player;
    const item = one.items[number];
    const page = copy("feedback");
    fill(page.piece("prompt"), item.prompt[language]);
    page.piece("why-order").hidden = item.kind !== "ordering";
    if (item.kind === "ordering") {
      page.piece("found").remove();
      page.piece("reasons").append(...item.right.map((key) => reasonFor(item, key)));
      page.piece("own").append(inOrder(item, picked, true));
      page.piece("others").hidden = true;
      page.piece("better-cards").append(...(isRight(item, picked) ? [] : [inOrder(item, item.right, false)]));
    } else sortCards(page, item, picked);
    page.piece("better").hidden = isRight(item, picked);
    page.piece("note").hidden = !item.explanation[language];
    fill(page.piece("explanation"), item.explanation[language]);
    fill(page.piece("source"), item.source[language]);
    const words = page.piece("next-words");
    words.textContent = number + 1 < one.items.length ? words.dataset.next : words.dataset.last;
    page.piece("next").addEventListener("click", () => goOn(one.id, number + 1));
    show(progress(one, number, number + 1), hear(), page);
  }

  function sortCards(page, item, picked) {
    item.choices.forEach((choice, number) => {
      const mine = picked.includes(choice.key);
      const fits = item.right.includes(choice.key);
      const where = mine ? "own" : fits ? "better-cards" : "other-cards";
      page.piece(where).append(cardFor(item, choice, number, mine ? "choice--mine" : fits ? "choice--fits" : "choice--quiet"));
    });
    page.piece("others").hidden = !page.piece("other-cards").children.length;
    page.piece("found").hidden = page.piece("better-cards").children.length > 0;
  }

  function reflect(one, number) {
    const { copy, fill, hear, language, show } = kept.player;
    const page = copy("reflection");
    fill(page.piece("prompt"), one.items[number].prompt[language]);
    fill(page.piece("explanation"), one.items[number].explanation[language]);
    page.piece("next").addEventListener("click", () => goOn(one.id, number + 1));
    show(progress(one, number), hear(), page);
  }

  function end(one) {
    const { copy, language, show } = kept.player;
    if (one.kind === "practice") return practised(one);
    const page = copy("end");
    page.piece("on").href = one.next[language];
    show(page);
  }

  // The first question from `from` on that waits for an answer; what was answered in another tab is passed over.
  async function goOn(id, from) {
    const one = await kept.get("tries", id);
    for (let number = from; number < one.items.length; number += 1) {
      const item = one.items[number];
      if (!item.asked) return reflect(one, number);
      if (!(item.key in one.answers)) return ask(one, number);
    }
    const earlier = one.items.findIndex((item) => item.asked && !(item.key in one.answers));
    return earlier < 0 ? end(one) : ask(one, earlier);
  }

  const waitingIn = (one) => one.items.filter((item) => item.asked && !(item.key in one.answers));

  function practised(one) {
    const page = kept.player.copy("practised");
    const given = one.items.filter((item) => one.answers[item.key]);
    const right = given.filter((item) => isRight(item, one.answers[item.key])).length;
    const words = page.piece("fitted").dataset.text;
    page.piece("fitted").innerHTML = words.replace("{right}", shown(right)).replace("{all}", shown(given.length));
    kept.player.show(page);
  }

  // How many are ready comes first, as online.
  kept.playPractice = async function (id, answered) {
    const one = await kept.get("tries", id);
    const ready = waitingIn(one).length;
    if (answered || !ready) return kept.playQuiz(id, answered);
    const page = kept.player.copy("ready");
    const { dataset } = page.piece("count");
    page.piece("count").innerHTML = (ready === 1 ? dataset.one : dataset.more).replace("{n}", shown(ready));
    page.piece("go").addEventListener("click", () => kept.playQuiz(id));
    kept.player.show(page);
  };

  const forgetShown = (id, item) =>
    item.once && kept.keepAnswer(id, (stored) => void (stored.answers[item.key] = null));

  // `answered`: the number of the question whose answer was given on its page just now; its words come first.
  kept.playQuiz = async function (id, answered) {
    const one = await kept.get("tries", id);
    const given = answered && one.answers[one.items[answered - 1]?.key];
    if (given) {
      history.replaceState(null, "", `#${id}`); // a second look goes on with what waits
      await forgetShown(id, one.items[answered - 1]);
      return feedback(one, answered - 1, given);
    }
    const waits = one.items.findIndex((item) => item.asked && !(item.key in one.answers));
    if (waits < 0) return end(one);
    // Reflections right before it are shown once more.
    let from = waits;
    while (from > 0 && !one.items[from - 1].asked) from -= 1;
    return goOn(id, from);
  };
})(self);

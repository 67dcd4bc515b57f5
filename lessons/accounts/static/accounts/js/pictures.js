// A board of pictures: says how many are chosen, refuses one too many, and does not send too few.
for (const board of document.querySelectorAll("[data-pictures]")) {
  const { pictures, count, enough, tooFew } = board.dataset;
  const all = Number(pictures);
  const status = board.querySelector("[data-status]");
  const picked = () => board.querySelectorAll(":checked").length;
  const say = (text, isWrong = false) => {
    status.textContent = text;
    status.classList.toggle("is-wrong", isWrong);
  };
  const sofar = () => count.replace("{n}", picked()).replace("{all}", all);
  const tell = () => say(sofar());

  status.hidden = false;
  tell();
  board.addEventListener("change", ({ target }) => {
    if (picked() > all) {
      target.checked = false;
      say(enough, true);
    } else {
      tell();
    }
  });
  board.closest("form")?.addEventListener("submit", (event) => {
    if (picked() === all) return;
    event.preventDefault();
    say(`${tooFew} ${sofar()}`, true);
    board.querySelector("input:not(:checked)")?.focus();
  });
}

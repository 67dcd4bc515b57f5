// Before signing out: what waits is sent, then everything that is kept goes, also in browsers that no header clears.
const { kept } = self;
const form = document.querySelector("[data-clears]");
const note = document.querySelector("[data-unsent]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const left = (await kept.exists()) ? await kept.send(document.documentElement.lang).catch(() => 0) : 0;
  if (left && note.hidden) {
    note.hidden = false; // once more, knowing it
    note.focus();
    return;
  }
  await kept.clearPhone().catch(() => {});
  form.submit();
});

// “Keep this module on this phone”: its size first, progress while it comes, and then that it is here.
const { kept } = self;
const box = document.querySelector("[data-keep]");
const part = (name) => box.querySelector(`[data-part="${name}"]`);
const megabytes = (bytes) => `${Math.max(bytes / 1024 / 1024, 0.1).toFixed(1)} MB`;
const language = document.documentElement.lang;

async function tellOfModule() {
  const answer = await fetch(box.dataset.info, { credentials: "omit" });
  if (!answer.ok) return;
  const info = await answer.json();
  const known = (await kept.exists()) && (await kept.get("modules", info.module));
  if (known) return show(known);
  part("size").textContent = megabytes(await kept.bytesOf(info));
  part("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    keep(info, new FormData(event.target));
  });
  box.hidden = false;
}

function show(module) {
  part("ask").hidden = true;
  part("progress").hidden = true;
  part("here").hidden = false;
  part("here-size").textContent = megabytes(module.bytes);
  box.hidden = false;
}

// The answers of whoever is signed in, or of a guest; without them the lessons can be read all the same.
async function fetchTries(form) {
  const answer = await fetch(box.dataset.tries, { method: "POST", body: new URLSearchParams(form) });
  if (answer.ok) await kept.keepTries(await answer.json());
}

// Where nothing fits, nothing stays behind.
async function makeRoom(error) {
  const isEmpty = !(await kept.exists()) || !(await kept.all("modules")).length;
  if (kept.isFull(error) && isEmpty) await kept.clearPhone();
}

async function keep(info, form) {
  const bar = part("progress");
  part("go").disabled = true;
  part("error").hidden = true;
  bar.hidden = false;
  try {
    await kept.make();
    await navigator.serviceWorker.register("/sw.js");
    await kept.keepModule(info, (done, all) => {
      bar.max = all;
      bar.value = done;
    });
    await kept.put("notes", { key: "language", code: language });
    await fetchTries(form);
    show(await kept.get("modules", info.module));
    part("here").focus();
  } catch (error) {
    bar.hidden = true;
    part("go").disabled = false;
    part("error").hidden = false;
    part("why").textContent = kept.isFull(error) ? box.dataset.full : box.dataset.failed;
    await makeRoom(error);
  }
}

if ("serviceWorker" in navigator && "caches" in self && "indexedDB" in self) tellOfModule().catch(() => {});

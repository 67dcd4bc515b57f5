// Remembers which part of the lesson was last in view, so that it opens there again.
const form = document.querySelector("form[data-position]");
const blocks = [...document.querySelectorAll('main .block[id^="b-"]')];
let sent = "";

function send() {
  const reached = blocks.filter((block) => block.getBoundingClientRect().top < innerHeight / 2).pop();
  const id = reached ? reached.id.slice(2) : sent;
  if (id === sent || scrollY === 0) return;
  sent = id;
  const data = new FormData(form);
  data.append("block", sent);
  navigator.sendBeacon(form.dataset.position, data);
}

// Once, when the page is left or put aside: no traffic while reading.
addEventListener("pagehide", send);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send();
});

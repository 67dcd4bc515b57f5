// Remembers which part of the lesson was last in view, so that it opens there again.
const form = document.querySelector("form[data-position]");
const blocks = [...document.querySelectorAll('main .block[id^="b-"]')];
let sent = "";

function send() {
  const reached = blocks.filter((block) => block.getBoundingClientRect().top < innerHeight / 2).pop();
  const place = reached ? reached.id : sent;
  if (place === sent || scrollY === 0) return;
  sent = place;
  const data = new FormData(form);
  data.append("place", sent);
  navigator.sendBeacon(form.dataset.position, data);
}

// Once, when the page is left or put aside: no traffic while reading.
addEventListener("pagehide", send);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send();
});

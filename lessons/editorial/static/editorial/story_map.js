// On a small screen the map of a scenario is wider than its frame: it is shown from its beginning, which is in the middle.
// Whether it has a width yet depends on the tab that it stands in.
for (const frame of document.querySelectorAll(".story-map__frame")) {
  const shown = new ResizeObserver(() => {
    if (!frame.clientWidth) return;
    const spare = (frame.scrollWidth - frame.clientWidth) / 2;
    frame.scrollLeft = getComputedStyle(frame).direction === "rtl" ? -spare : spare;
    shown.disconnect();
  });
  shown.observe(frame);
}

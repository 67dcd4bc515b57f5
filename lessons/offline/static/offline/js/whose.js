// Says for whom answers are kept on this phone.
self.kept.sayWhose = function (place, learner) {
  place.hidden = !learner;
  if (!learner) return;
  const words = place.querySelector("[data-words]");
  // The name is escaped by the server that wrote it.
  if (learner.name) words.innerHTML = place.dataset.named.replace("{name}", () => `<bdi>${learner.name}</bdi>`);
  else words.textContent = place.dataset.unnamed;
};

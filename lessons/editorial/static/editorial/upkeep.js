// "I called today" stands inside the editor's form. It is sent by a form of its own, so that the browser asks before
// what was typed and not saved is lost.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-looked]");
  if (!button) return;
  const form = document.createElement("form");
  form.method = "post";
  form.action = button.dataset.looked;
  form.hidden = true;
  form.append(document.querySelector("input[name=csrfmiddlewaretoken]").cloneNode());
  document.body.append(form);
  form.submit();
});

// Put in order: buttons instead of the numbers that work without JavaScript.

/** Gives each line of `list` two buttons that move it. */
export function orderByButtons(list) {
  const { up, down, moved } = list.dataset;
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  list.after(status);

  const number = () => {
    [...list.children].forEach((item, index) => {
      item.querySelector("select").value = index + 1;
      item.querySelector("[data-place]").textContent = index + 1;
      item.querySelector("[data-step='-1']").disabled = index === 0;
      item.querySelector("[data-step='1']").disabled = index === list.children.length - 1;
    });
  };

  const button = (step, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "order__button";
    made.dataset.step = step;
    made.setAttribute("aria-label", label);
    made.append(list.querySelector(`template[data-icon="${step}"]`)?.content.cloneNode(true) ?? label);
    return made;
  };

  for (const item of list.querySelectorAll("li")) {
    const text = item.querySelector("[data-text]").textContent.trim();
    item.querySelector(".order__select").hidden = true;
    item.querySelector("[data-place]").hidden = false;
    item.append(button("-1", `${up}: ${text}`), button("1", `${down}: ${text}`));
  }
  for (const spare of list.querySelectorAll("template")) spare.remove();

  list.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-step]");
    if (!pressed) return;
    const item = pressed.closest("li");
    if (pressed.dataset.step === "-1") item.previousElementSibling.before(item);
    else item.nextElementSibling.after(item);
    number();
    (pressed.disabled ? item.querySelector("button:not(:disabled)") : pressed).focus();
    status.textContent = moved.replace("{n}", [...list.children].indexOf(item) + 1);
  });
  number();
}

for (const list of document.querySelectorAll("[data-ordering]")) orderByButtons(list);

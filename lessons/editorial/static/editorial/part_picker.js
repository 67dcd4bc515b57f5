// In a scenario's form: what comes next, and who speaks, are picked from the blocks that stand in the form just now.

const { Controller } = window.StimulusModule;

const isGone = (child) => child.querySelector(":scope > input[name$='-deleted']").value === "1";

// A name in the editor's language, else in any other.
function nameOf(child) {
  const leaf = child.querySelector("[data-contentpath='name']");
  const fields = leaf ? [...leaf.querySelectorAll("input[type=text]")] : [];
  const own = fields.filter((field) => field.lang === document.documentElement.lang.slice(0, 2));
  return [...own, ...fields].map((field) => field.value.trim()).find(Boolean) || "";
}

// A name may run in another direction than the list that it stands in.
const apart = (words) => `\u2068${words}\u2069`;

function childrenOf(field) {
  const found = [];
  for (const child of field.querySelectorAll("[data-streamfield-child]")) {
    const isInner = child.parentElement.closest("[data-streamfield-child]");
    if (!isInner && !isGone(child)) found.push(child);
  }
  return found;
}

class PartPicker extends Controller {
  static values = { field: String, none: String, gone: String, unnamed: String, me: String };

  connect() {
    // A duplicated block brings a list that is not its own.
    this.element.parentElement.querySelectorAll("[data-part-list]").forEach((list) => list.remove());
    this.list = document.createElement("select");
    this.list.dataset.partList = "";
    this.list.id = `${this.element.id}-list`;
    for (const name of ["aria-describedby", "aria-invalid", "required"]) {
      if (this.element.hasAttribute(name)) this.list.setAttribute(name, this.element.getAttribute(name));
    }
    this.element.removeAttribute("required");
    this.element.type = "hidden";
    this.element.after(this.list);
    const label = document.querySelector(`label[for="${CSS.escape(this.element.id)}"]`);
    if (label) label.htmlFor = this.list.id;
    this.fill = () => this.show();
    this.later = (event) => {
      if (event.target !== this.list && this.source()?.contains(event.target)) requestAnimationFrame(this.fill);
    };
    this.list.addEventListener("focus", this.fill);
    this.list.addEventListener("pointerdown", this.fill);
    this.list.addEventListener("change", () => this.pick());
    document.addEventListener("change", this.later);
    // The buttons that move and delete a block tell nobody above them that they were pressed.
    document.addEventListener("click", this.later, true);
    // The rest of the form is still being made.
    requestAnimationFrame(this.fill);
  }

  disconnect() {
    document.removeEventListener("change", this.later);
    document.removeEventListener("click", this.later, true);
  }

  source() {
    return document.querySelector(`[data-contentpath="${CSS.escape(this.fieldValue)}"]`);
  }

  parts() {
    const me = this.meValue ? [["me", this.meValue]] : [];
    const source = this.source();
    const others = source ? childrenOf(source).map((child, place) => this.part(child, place + 1)) : [];
    return [...me, ...others];
  }

  part(child, place) {
    const kind = child.querySelector(".c-sf-block__type").textContent.trim();
    const name = nameOf(child);
    const words = name ? apart(name) : this.unnamedValue;
    return [child.dataset.contentpath, `${place}. ${kind}: ${words}`];
  }

  show() {
    const value = this.element.value;
    const parts = [["", this.noneValue], ...this.parts()];
    if (!parts.some(([id]) => id === value)) parts.push([value, this.goneValue]);
    const shown = JSON.stringify(parts);
    if (shown !== this.shown) {
      this.list.replaceChildren(...parts.map(([id, words]) => new Option(words, id)));
      this.shown = shown;
    }
    this.list.value = value;
  }

  pick() {
    this.element.value = this.list.value;
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }
}

window.wagtail.app.register("part-picker", PartPicker);

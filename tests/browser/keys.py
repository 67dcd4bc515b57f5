"""Going through a page with keys alone, as somebody does who has no mouse: nothing here clicks or focuses by script."""

from tests.browser import steps

# What shows that an element has the focus: a ring around itself, around the card that it covers or that is its label.
RING = """(element) => {
  const ringed = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const card = element.closest("label");
  return [null, "::before", "::after"].some((part) => ringed(getComputedStyle(element, part))) ||
    (card !== null && ringed(getComputedStyle(card)));
}"""
# What has the focus, and whether it can be seen: bars that stay cover some of a screen.
FOCUS = f"""(target) => {{
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shown = element.closest("label") ?? element;
  const box = shown.getBoundingClientRect();
  const across = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
  const isInView = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].some((down) => {{
    const hit = document.elementFromPoint(across, down);
    return hit && (shown.contains(hit) || hit.contains(shown));
  }});
  const place = window.stops ? window.stops.indexOf(element) : -1;
  const isRinged = ({RING})(element);
  return {{name: element.outerHTML.slice(0, 120), isRinged, isInView, isTarget: element === target, place}};
}}"""
# The stops of a page: what Tab should come to. A group of radio buttons is one; arrows move inside it.
STOPS = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, audio, [tabindex='0']";
  const groups = new Set();
  window.stops = [...document.querySelectorAll(all)].filter((one) => {
    if (one.disabled || !one.checkVisibility({visibilityProperty: true})) return false;
    if (one.type !== "radio") return true;
    const first = !groups.has(one.name);
    groups.add(one.name);
    return first;
  });
  return window.stops.length;
}"""


def see_focus(page, target=None):
    """Return what has the focus, or None; checks that it is in view, covered by no bar, and has a ring."""
    focus = page.evaluate(FOCUS, target)
    if focus:
        assert focus["isRinged"], f"Nothing shows that this has the focus: {focus['name']}"
        assert focus["isInView"], f"This has the focus and can't be seen: {focus['name']}"
    return focus


def tab_to(page, target, *, most=120):
    """Press Tab until `target` has the focus, and check on the way that the focus can always be seen."""
    handle = target.element_handle()
    for _press in range(most):
        page.keyboard.press("Tab")
        focus = see_focus(page, handle)
        if focus and focus["isTarget"]:
            return
    raise AssertionError(f"Tab never came to {target}.")


def tab_over(page):
    """Press Tab until it has gone round the page once; returns the places of the controls that had the focus."""
    count = page.evaluate(STOPS)
    places = []
    for _press in range(count + 5):
        page.keyboard.press("Tab")
        focus = see_focus(page)
        # After the last control comes the browser's own bar or, where there is none, the first one again.
        if not focus or places and focus["place"] == places[0]:
            return places
        places.append(focus["place"])
    raise AssertionError(f"Tab goes round {places[-8:]} and never leaves it.")


def enter(page, target, key="Enter"):
    """Tab to a link or button, press it, and wait for the page that it leads to."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press(key)


def type_into(page, field, text):
    tab_to(page, field)
    page.keyboard.type(text)


def answer(page, language, *, rightly=True):
    """Answer the question on the page, or read it where nothing is asked; returns its kind."""
    question = steps.asked(page)
    if question["reveals"] == "reflection":
        enter(page, page.locator("main a.btn--wide"))
        return "reflection"
    if question["kind"] == "ordering":
        _put_in_order(page, [steps.squeeze(choice["text"][language]) for choice in question["choices"]])
    else:
        _pick(page, [c["text"][language] for c in question["choices"] if c.get("right", False) is rightly], question)
    enter(page, page.locator("main form button[type=submit]"))
    return question["kind"]


def _pick(page, texts, question):
    boxes = page.locator("label.choice input")
    wanted = {steps.squeeze(text) for text in texts}
    cards = map(steps.squeeze, page.locator("label.choice .choice__pick > span:last-child").all_text_contents())
    places = [place for place, text in enumerate(cards) if text in wanted]
    assert places
    if question["kind"] == "single":
        tab_to(page, boxes.first)
        page.keyboard.press("Space")
        for _step in range(places[0]):
            page.keyboard.press("ArrowDown")
            see_focus(page)
        assert boxes.nth(places[0]).is_checked()
        return
    for place in places:
        tab_to(page, boxes.nth(place))
        page.keyboard.press("Space")
        assert boxes.nth(place).is_checked()


def _put_in_order(page, texts):
    items = page.locator("[data-ordering] > li")

    def shown():
        return [steps.squeeze(text) for text in items.locator("[data-text]").all_text_contents()]

    for place, text in enumerate(texts):
        while shown().index(text) > place:
            # The button keeps the focus while its line moves, so that it can be pressed again.
            button = items.nth(shown().index(text)).locator("[data-step='-1']")
            if not button.evaluate("element => element === document.activeElement"):
                tab_to(page, button)
            page.keyboard.press("Enter")
            see_focus(page)
    assert shown() == texts

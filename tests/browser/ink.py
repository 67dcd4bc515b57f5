"""What is drawn of the letters of a page, found by pixels: where ink is, and where it should be and is not."""

import base64
import io

from PIL import Image, ImageChops

# By how much a pixel changes: of a stroke that is drawn in full, and of whatever is left of a pale one.
SURE, ANY = 150, 14
# Where letters run over a mark of the page, a few pixels have its colour; of a letter that is cut off more is lost.
STRAY = 20
TOUCH = 2  # pixels of a tail that comes up to an edge
# Each word of the page becomes a tall or deep one of about its length; what is Latin or a number stays.
TALL_WORDS = """(css) => {
  const words = ["گھُٹنے", "مصطفیٰ", "سیٹنگز", "ٹیلی وِژن", "ایکسیسبیلٹی"];
  const tall = (word, place) => words[word.length < 4 ? place % 2 : 2 + (place % 2) + (word.length > 8)] ?? words[4];
  const text = (old) => old.split(/(\\s+)/).map((word, place) => (word.trim() ? tall(word, place) : word)).join("");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  window.wordsBefore = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const isMeant = /[\\u0600-\\u06ff]/.test(node.data) && node.parentElement.closest("[lang]").lang === "ur";
    if (node.parentElement.closest(".choice__key, .pick__key, .brand")) continue; // a letter, and the name of the site
    if (!isMeant && !node.parentElement.closest(css)) continue;
    window.wordsBefore.push([node, node.data]);
    node.data = text(node.data);
  }
}"""
NAMES = "tbody th bdi, .onpaper bdi, h1 bdi, .roster bdi, .story-map__said, .story-map__name bdi, .story-map__tag"
WORDS_BACK = "() => { for (const [node, words] of window.wordsBefore) node.data = words; }"
UNCLIPPED = """() => {
  const picture = "svg:not(:has(text))"; // a drawing with words is looked into
  for (const one of document.querySelectorAll(`body, body *:not(${picture}, ${picture} *, bdi)`)) {
    const looks = getComputedStyle(one);
    if (looks.clipPath === "inset(50%)") continue;
    // What is scrolled, or ends in dots, stays cut off at its sides.
    const isLong = looks.textOverflow === "ellipsis" || one.scrollWidth > one.clientWidth;
    const ends = looks.overflowX !== "visible" && isLong;
    const clear = {"background": "none", "box-shadow": "none", "border-color": "transparent"};
    clear.overflow = ends ? "clip visible" : "visible";
    // Else its margins would become one with those of what is in it, and all below would move.
    if (looks.overflowX !== "visible" && looks.display === "block") clear.display = "flow-root";
    if (one.namespaceURI.endsWith("svg") && one.tagName !== "text") clear.fill = "none";
    for (const [name, value] of Object.entries(clear)) one.style.setProperty(name, value, "important");
  }
  document.documentElement.style.overflow = "hidden"; // Else a wide page is shot from its wrong end.
}"""
AS_BEFORE = """() => {
  for (const one of document.querySelectorAll("html, body, body *")) one.removeAttribute("style");
}"""
# Boxes that a reader sees, with a border or a ground other than the page's: their first and last rows.
EDGES = """() => {
  const page = getComputedStyle(document.documentElement).backgroundColor;
  const seen = (colour) => colour !== page && !/^rgba\\(.*, 0\\)$|^transparent$/.test(colour);
  const rows = [];
  for (const one of document.querySelectorAll("main *, .nav a, .bar .btn, .lang")) {
    const looks = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const border = parseFloat(looks.borderBlockStartWidth);
    const isBox = (border && seen(looks.borderBlockStartColor)) || seen(looks.backgroundColor);
    if (!isBox || looks.display === "inline" || looks.clipPath === "inset(50%)" || !one.checkVisibility()) continue;
    if (!one.textContent.trim()) continue;
    if (box.height < 16 || box.width < 16) continue;
    const name = `${one.tagName.toLowerCase()}.${[...one.classList].join(".")}`;
    rows.push([`above ${name}`, box.left + 4, box.top, box.right - 4, box.top + 1]);
    rows.push([`below ${name}`, box.left + 4, box.bottom - 1, box.right - 4, box.bottom]);
  }
  return rows;
}"""
# What may be found.
NOTHING_WRONG, MOVED = (None, []), ("all, for the page moved meanwhile", [])
HIGHEST = 12_000  # of a window that Chromium draws in one piece there are 16,384
SHORTENED = """highest => {
  for (const part of document.querySelectorAll("main > *, .block")) {
    if (part.getBoundingClientRect().top + scrollY > highest) part.remove();
  }
}"""
FILL = """html, body, body * { -webkit-text-fill-color: %s !important; text-decoration: none !important; }
svg text { fill: %s !important; stroke: none !important; }"""
VERY_TALL = "مصطفیٰ گھُٹنے"
FOLDED = "main .fold, main .qa details, main .mine, main details.choice:first-of-type"
LEAVE_ONLY = """css => {
  const main = document.createElement("main");
  main.append(document.querySelector(css));
  document.body.replaceChildren(main);
}"""
# Fields for words, filled with tall ones.
TYPED = """word => {
  const types = "checkbox radio hidden file date number password email submit".split(" ");
  const other = types.map((type) => `[type=${type}]`);
  const fields = document.querySelectorAll(`main :is(input:not(${other}, [inputmode=numeric]), textarea, select)`);
  return [...fields].filter((field) => field.checkVisibility()).map((field) => {
    const words = field.options ? field.selectedOptions[0] : field;
    words[field.options ? "textContent" : "value"] = word;
    const box = field.getBoundingClientRect();
    return [`${field.tagName} ${field.name}`, box.left, box.top, box.right, box.bottom];
  });
}"""
TALL_FIELDS = """() => {
  for (const field of document.querySelectorAll("main :is(input, textarea, select)")) {
    const tall = {"line-height": "6rem", "block-size": "10rem"};
    for (const [name, value] of Object.entries(tall)) field.style.setProperty(name, value, "important");
  }
}"""
# For each kind of element with Urdu in it, of a line of Urdu and one with Latin words and numbers besides: by how much
# the second is higher, how far apart the base lines in it are, and the size of the Latin words in em.
MIXED_LINES = """() => {
  const isUrdu = (node) => node.nodeType === 3 && /[\\u0600-\\u06ff]/.test(node.data);
  const line = (one, ...parts) => {
    one.replaceChildren(document.createElement("span"));
    one.firstChild.append(...parts);
    return one.getBoundingClientRect().height;
  };
  const probe = () => {
    const point = document.createElement("i");
    Object.assign(point.style, {display: "inline-block", inlineSize: 0, blockSize: 0});
    return point;
  };
  const isolated = (text, language) => {
    const bdi = document.createElement("bdi");
    Object.assign(bdi, {dir: "ltr", lang: language});
    bdi.append(text, probe());
    return bdi;
  };
  const kinds = new Map();
  for (const one of document.querySelectorAll("body *:not(svg *, bdi, script, style, template, option, summary)")) {
    const isHidden = getComputedStyle(one).clipPath === "inset(50%)" || !one.checkVisibility();
    if (isHidden || ![...one.childNodes].some(isUrdu) || one.closest("[lang]").lang !== "ur") continue;
    const names = [one, one.parentElement].map((part) => `${part.tagName.toLowerCase()}.${part.className}`);
    if (kinds.has(names.join())) continue;
    const copy = one.cloneNode(false);
    Object.assign(copy.style, {whiteSpace: "nowrap", minBlockSize: 0, alignSelf: "start"});
    one.after(copy);
    const plain = line(copy, "لفظ");
    const mixed = line(copy, "لفظ ", probe(), isolated("Word", "en"), " ", isolated("0800-12345", ""));
    const points = [...copy.querySelectorAll("i")].map((point) => point.getBoundingClientRect().bottom);
    const [all, latin] = [copy, copy.querySelector("bdi")].map((part) => parseFloat(getComputedStyle(part).fontSize));
    kinds.set(names.join(), [mixed - plain, Math.max(...points) - Math.min(...points), latin / all]);
    copy.remove();
  }
  return [...kinds].map(([name, found]) => [name, ...found]);
}"""
CARETS = "* { caret-color: transparent !important; transition: none !important; animation: none !important; }"
SCROLLED = ".whom__list { max-block-size: none !important; }"  # shown whole


def put_tall_words(page):
    """Put tall words in place of those in Urdu, and of names, which are Urdu in most classes."""
    page.evaluate(TALL_WORDS, NAMES)
    page.evaluate("document.fonts.ready.then(() => null)")


def in_letters(page, naskh):
    """Set the page in one kind of letters, and wait until they are there."""
    page.evaluate(
        """([naskh, family]) => {
          document.documentElement.classList.toggle("naskh", naskh);
          return document.fonts.load(`20px "${family}"`, "س").then(() => null);
        }""",
        [naskh, "Chiragh Naskh" if naskh else "Chiragh Nastaliq"],
    )


def seen(page, pages, kinds):
    """Return what is cut off of tall words or leaves its box, by the page and the kind of letters.

    `pages` yields a name and a width for each page, while it is shown; it finds the page with its own words again.
    """
    size, wrong = page.viewport_size, {}
    for name, width in pages:
        put_tall_words(page)
        for letters in kinds:
            in_letters(page, letters == "naskh")
            found = _look_twice(page, width)
            if found != NOTHING_WRONG:
                wrong[name, width, letters] = found
        style(page, "")
        page.evaluate(WORDS_BACK)
        page.set_viewport_size(size)
    return wrong


def _look_twice(page, width):
    """Look at the page, and once more where something is wrong: on a busy machine a part may have come meanwhile."""
    show_whole(page, width)
    found = look(page)
    if found == NOTHING_WRONG:
        return found
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_000)
    show_whole(page, width)
    return look(page)


def unfold(page, css=FOLDED):
    """Open what is folded; of the choices of a question only one is open at a time."""
    page.evaluate("css => { for (const part of document.querySelectorAll(css)) part.open = true; }", css)
    page.wait_for_timeout(200)


def leave_only(page, css):
    """Throw away all of the page but one part."""
    page.evaluate(LEAVE_ONLY, css)


def typed(page, *, in_tall_fields=False):
    """Fill the fields of the page with tall words; returns in how many rows of pixels they are seen, by the field."""
    if in_tall_fields:
        page.evaluate(TALL_FIELDS)
    show_whole(page, page.viewport_size["width"])
    boxes = page.evaluate(TYPED, VERY_TALL)
    drawn = _ink(page, "black", SURE)
    page.evaluate(AS_BEFORE)
    rows = {}
    for name, *box in boxes:
        _left, top, _right, bottom = drawn.crop([round(side) for side in box]).getbbox() or (0, 0, 0, 0)
        rows[name] = bottom - top
    return rows


def show_whole(page, width):
    """Make the window as high as the page, so that nothing has to be scrolled; what is below the highest goes."""
    page.set_viewport_size({"width": width, "height": 2_000})
    style(page, SCROLLED)
    page.evaluate(SHORTENED, HIGHEST)
    before = None
    for _more in range(8):  # a part that is as high as the window grows with it, and some come a moment later
        height = page.evaluate("document.documentElement.scrollHeight")
        if height == before:
            break
        before = height + 200
        page.set_viewport_size({"width": width, "height": before})
        page.wait_for_timeout(100)
    page.evaluate("scrollTo(0, 0)")


def style(page, css):
    """Add a style sheet to the page, in place of the one before."""
    page.evaluate(
        """css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )


def _shot(page):
    # Chromium's own, for Playwright's takes twice as long. Detaching the session would end the emulation of paper.
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")


def _ink(page, colour, least):
    """Return where the picture changes when the letters are made unseen, white on black."""
    style(page, CARETS + SCROLLED + (FILL % (colour, colour) if colour else "* { text-decoration: none !important; }"))
    with_letters = _shot(page)
    style(page, CARETS + SCROLLED + FILL % ("transparent", "transparent"))
    changed = ImageChops.difference(with_letters, _shot(page))
    strongest = ImageChops.lighter(ImageChops.lighter(*changed.split()[:2]), changed.split()[2])
    return strongest.point(lambda value: 255 if value > least else 0)


def look(page):
    """Return (lost, edges): the box of ink that is cut off or painted over, and the names of boxes that ink leaves.

    The page is shown as it is and once more with nothing that could cut or cover; both are compared pixel by pixel.
    It is MOVED when that made it higher or lower: then they can't be compared.
    """
    edges = page.evaluate(EDGES)
    shown = _ink(page, None, ANY)
    height = page.evaluate("document.querySelector('main').getBoundingClientRect().height")
    page.evaluate(UNCLIPPED)
    if page.evaluate("document.querySelector('main').getBoundingClientRect().height") != height:
        page.evaluate(AS_BEFORE)
        return MOVED
    whole = _ink(page, "black", SURE)
    assert whole.getbbox(), "Nothing was drawn."
    page.evaluate(AS_BEFORE)
    lost = ImageChops.subtract(whole, shown)
    over = {
        name
        for name, *box in edges
        if box[2] > box[0]
        and box[3] < whole.height
        and whole.crop([round(side) for side in box]).histogram()[255] > TOUCH
    }
    return (lost.getbbox() if lost.histogram()[255] > STRAY else None), sorted(over)

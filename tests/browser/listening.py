"""A device that can speak: writes down what it is given to say, and says each sentence until it is told to go on."""

import json

from tests.browser import steps

OWN = [
    {"name": "Urdu", "lang": "ur-PK", "localService": True, "default": False},
    {"name": "English", "lang": "en_GB", "localService": True, "default": True},
]
REMOTE = [one | {"localService": False} for one in OWN]
_DEVICE = """
(() => {
  let voices = %s;
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const device = {
    now: null,
    onvoiceschanged: null,
    getVoices: () => voices,
    speak(words) {
      said.push({text: words.text, voice: words.voice.name});
      device.now = words;
    },
    cancel() {
      const words = device.now;
      device.now = null;
      words?.onerror?.({error: "canceled"});
    },
  };
  window.device = device;
  window.endSentence = () => {
    const words = device.now;
    device.now = null;
    words.onend();
  };
  window.listen = () => { while (device.now) endSentence(); };
  window.getVoicesLate = (late) => { voices = late; device.onvoiceschanged?.(); };
  Object.defineProperty(window, "speechSynthesis", {value: device});
})();
"""


def device(new_page, *, voices=OWN, **options):
    """Return the page of a phone with these voices."""
    page = new_page(**options)
    page.add_init_script(_DEVICE % json.dumps(voices))
    return page


def button(page, part="main"):
    return page.locator(f"{part} [data-hear]").first


def start(page, part="main"):
    """Press the button of a part, and wait until the first sentence is spoken."""
    button(page, part).click()
    page.wait_for_function("() => said.length > 0")


def said(page):
    """Return the sentences that were spoken so far."""
    return [steps.squeeze(one["text"]) for one in page.evaluate("said")]


def listen(page, part="main"):
    """Press the button of a part and listen to its end; returns what was spoken, as one text."""
    page.evaluate("said.length = 0")
    start(page, part)
    page.evaluate("listen()")
    return " ".join(said(page))


def is_speaking(page):
    return page.evaluate("device.now !== null")

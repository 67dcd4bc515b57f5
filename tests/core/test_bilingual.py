from lessons.core.bilingual import choose, is_blank


def test_the_readers_language_is_chosen():
    assert choose({"en": "Hello", "ur": "سلام"}, "ur").text == "سلام"


def test_an_emptied_rich_text_falls_back_and_says_so():
    found = choose({"en": "<p>Hello</p>", "ur": "<p></p>"}, "ur")

    assert (found.text, found.language, found.is_fallback) == ("<p>Hello</p>", "en", True)


def test_nothing_in_any_language_is_nothing():
    assert choose({"en": None, "ur": "<p> </p>"}, "en").text == ""


def test_a_non_breaking_space_shows_nothing():
    assert is_blank("<p>\xa0</p>")

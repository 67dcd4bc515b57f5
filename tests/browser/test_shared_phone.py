"""One phone of a family: each child has a name and a PIN on it, and a record of their own."""

from tests.browser import phones, steps

LESSON = "chiragh/m4/m4-2/"
ALI, SARA = "علی", "سارہ"


def listed(page):
    page.goto("/ur/who/")
    return page.locator("main a[data-learner]").all_inner_texts()


def test_brother_and_sister_learn_on_one_phone(new_page):
    page = new_page()
    phones.keep_module(page, "ur")
    steps.mark_done(page, "ur")
    steps.add_to_phone(page, "ur", ALI, keep=True)
    assert steps.path_of(page) == "/ur/me/"
    steps.add_to_phone(page, "ur", SARA, pin="9753")
    steps.sign_out(page, "ur")
    assert steps.path_of(page) == "/ur/who/"
    assert page.evaluate("caches.keys()") == []
    assert listed(page) == [ALI, SARA]

    steps.come_in(page, "ur", ALI)
    assert steps.done_activities(page, "ur") == {LESSON}
    # Sara takes the phone out of his hand: he is signed out first, and then it is her PIN that counts.
    steps.follow(page, page.locator("main a[href='/ur/who/']"))
    steps.follow(page, page.locator("main a[data-learner]").filter(has_text=SARA))
    steps.submit(page, "main form.form")
    page.locator("input[name=pin]").fill(steps.PIN)
    steps.submit(page, "main form.form")
    assert page.locator(".field--wrong input[name=pin]").input_value() == ""
    page.locator("input[name=pin]").fill("9753")
    steps.submit(page, "main form.form")
    assert SARA in steps.main(page).text_content()
    assert steps.done_activities(page, "ur") == set()
    steps.sign_out(page, "ur")

    page.goto("/ur/kept/")
    steps.submit(page, "main form[data-part=clear]")
    assert {ALI, SARA} <= set(page.locator("main .note [dir=auto]").all_text_contents())
    assert listed(page) == [ALI, SARA]
    page.goto("/ur/kept/")
    steps.submit(page, "main form[data-part=clear]")
    steps.submit(page, "main form.form")
    assert listed(page) == []

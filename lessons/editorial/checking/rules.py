"""Every rule of the content check, in the order in which an editor thinks of them. Each takes a Subject."""

from lessons.editorial.checking import letters, links, numbers, questions, reading, scenarios, structure, wording

RULES = [
    wording.watched_words,
    numbers.facts_in_text,
    questions.marking,
    questions.both_languages,
    questions.feedback,
    scenarios.graph,
    scenarios.texts,
    scenarios.speakers,
    scenarios.help_at_the_end,
    structure.alternatives,
    structure.pictures_in_text,
    structure.sensitive_page,
    links.broken_links,
    links.missing_records,
    letters.wrong_letters,
    letters.wrong_marks,
    letters.not_isolated,
    structure.headings,
    structure.empty_blocks,
    reading.long_sentences,
    reading.hard_to_read,
]

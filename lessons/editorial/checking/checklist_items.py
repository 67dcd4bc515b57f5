"""The findings of the content check as points of an editor's checklist."""

from lessons.editorial.checking.findings import check_of

# What the checklist says itself.
KNOWN = {"questions.choices", "questions.right", "blocks.missing", "blocks.empty", "headings.empty"}
MOST_LONG_SENTENCES = 3  # a checklist is for what matters; the page of the content check shows all


def items_of(obj):
    """Return (level, where, what, path, better) of each finding in `obj`, the latest draft of a page or record."""
    items, long = [], 0
    for finding in check_of(obj)[0].findings:
        long += finding.rule == "reading.sentence"
        if finding.rule in KNOWN or (finding.rule == "reading.sentence" and long > MOST_LONG_SENTENCES):
            continue
        items.append((finding.level, finding.where, finding.what, finding.path, finding.better))
    return items

"""The findings of the content check as points of an editor's checklist."""

from collections import Counter

from lessons.editorial.checking.findings import check_of

# What the checklist says itself.
KNOWN = {"questions.choices", "questions.right", "blocks.missing", "blocks.empty", "headings.empty"}
# A checklist is for what matters; the page of the content check shows all.
MOST = {"reading.sentence": 3, "scenario.text": 5}


def items_of(obj):
    """Return (level, where, what, path, better) of each finding in `obj`, the latest draft of a page or record."""
    items, shown = [], Counter()
    for finding in check_of(obj)[0].findings:
        shown[finding.rule] += 1
        if finding.rule in KNOWN or shown[finding.rule] > MOST.get(finding.rule, shown[finding.rule]):
            continue
        items.append((finding.level, finding.where, finding.what, finding.path, finding.better))
    return items

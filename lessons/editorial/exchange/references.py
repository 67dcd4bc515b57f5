"""What stands in a body: a walk over its stored form. No database here."""

from wagtail import blocks

from lessons.content.leaves import Leaf


def visit(block, raw):
    """Yield (block, holder, name) of each leaf and chooser in `raw`, what is stored of `block`.

    `holder[name]` is the stored value, which may be replaced in place.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        for child in raw or []:
            if inner := block.child_blocks.get(child["type"]):
                yield from _visit_one(inner, child, "value")
    elif isinstance(block, blocks.BaseStructBlock):
        for name, inner in block.child_blocks.items():
            if isinstance(raw, dict) and name in raw:
                yield from _visit_one(inner, raw, name)
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(raw or []):
            is_kept_with_id = isinstance(item, dict) and {"type", "value", "id"} <= set(item)
            yield from _visit_one(block.child_block, *((item, "value") if is_kept_with_id else (raw, place)))


def _visit_one(block, holder, name):
    containers = (blocks.BaseStreamBlock, blocks.BaseStructBlock, blocks.ListBlock)
    if isinstance(block, containers) and not isinstance(block, Leaf):
        yield from visit(block, holder[name])
    else:
        yield block, holder, name


def chosen(block, raw):
    """Yield (model, primary key) of everything that the choosers in `raw` hold, in order."""
    for inner, holder, name in visit(block, raw):
        if isinstance(inner, blocks.ChooserBlock) and holder[name] is not None:
            yield inner.model_class, holder[name]

"""What a teacher chose to see of the results, as it stands in an address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode


@dataclass(frozen=True)
class Chosen:
    """`module` is the key of a module as text, "" for all. What is not understood is as if it weren't there."""

    by_name: bool = False
    only_nudged: bool = False
    module: str = ""

    @classmethod
    def from_query(cls, query):
        module = query.get("module", "")
        return cls(
            by_name=query.get("sort") == "name",
            only_nudged=query.get("show") == "nudge",
            module=module if module.isascii() and module.isdigit() and len(module) < 19 else "",
        )

    def address(self, **changes):
        """Return the end of an address that says this, with `changes`; "" when it says nothing."""
        other = replace(self, **changes)
        parts = {"sort": "name"} if other.by_name else {}
        parts |= {"show": "nudge"} if other.only_nudged else {}
        parts |= {"module": other.module} if other.module else {}
        return f"?{urlencode(parts)}" if parts else ""

    @property
    def everybody(self):
        return self.address(only_nudged=False)

    @property
    def nudged(self):
        return self.address(only_nudged=True)

    @property
    def nudge_first(self):
        return self.address(by_name=False)

    @property
    def name_first(self):
        return self.address(by_name=True)

    @property
    def here(self):
        return self.address()

    @property
    def pages(self):
        """What the number of a page is written behind."""
        return f"{self.here}&page=" if self.here else "?page="

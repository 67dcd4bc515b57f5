"""Rich text that comes from outside, cut down to what the editors' own field can write. No database here."""

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import PreformattedString
from bs4.formatter import HTMLFormatter
from wagtail.whitelist import Whitelister, allow_without_attributes, check_url

TAGS = ("p", "b", "strong", "i", "em", "ul", "ol", "li", "br")
# What stands between these tags are no words.
WORDLESS = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "head"}
BLOCKS = {"p", "ul", "ol"}


def clean_rich(html, link=None):
    """Return `html` with the tags and links only that an editor can write; a text without paragraphs gets one.

    `link` is called with the attributes of each link inside the site (`linktype` and the rest) and returns those that
    it should have, or None for a link that becomes plain text; without `link` all of them do.
    """
    cleaner = _Cleaner(link or (lambda attributes: None))
    return cleaner.clean(html)


class _AsWritten(HTMLFormatter):
    """Escapes no more than it must, and leaves attributes in their order: what was clean comes out the same."""

    def __init__(self):
        super().__init__(EntitySubstitution.substitute_xml, void_element_close_prefix="/")

    def attributes(self, tag):
        return tag.attrs.items()


class _Cleaner(Whitelister):
    def __init__(self, link):
        self.link = link
        self.element_rules = {
            **{name: allow_without_attributes for name in ("[document]", *TAGS)},
            "a": self._clean_link,
        }

    def clean(self, html):
        doc = BeautifulSoup(html or "", "html.parser")
        self.clean_node(doc, doc)
        if doc.get_text().strip() and not any(isinstance(node, Tag) and node.name in BLOCKS for node in doc.contents):
            return f"<p>{doc.decode(formatter=_AsWritten()).strip()}</p>"
        return doc.decode(formatter=_AsWritten())

    def clean_string_node(self, doc, node):
        # Comments, CDATA, declarations: what a parser takes for nothing, a browser may take for something.
        if isinstance(node, PreformattedString) or type(node) is not NavigableString:
            node.extract()

    def clean_tag_node(self, doc, tag):
        if tag.name in WORDLESS:
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)

    def _clean_link(self, tag):
        if "linktype" in tag.attrs:
            attributes = self.link(dict(tag.attrs))
        else:
            address = check_url(str(tag.attrs.get("href", "")).strip())
            attributes = {"href": address} if address else None
        if attributes is None:
            tag.unwrap()
        else:
            # Wagtail finds its links by double quotes, and a formatter would take single ones.
            tag.attrs = {name: str(value).replace('"', "%22") for name, value in attributes.items()}

from lessons.core.bilingual import choose


def site_links():
    """Return the addresses that every page shows: help, and (address, words) of the standard pages."""
    from lessons.content.models import HelpPage, StandardPage

    help_page = HelpPage.objects.live().first()
    standard = StandardPage.objects.live().order_by("path")
    return {
        "help_page_url": help_page.url if help_page else "",
        "footer_links": [(page.url, choose({"en": page.heading_en, "ur": page.heading_ur}).text) for page in standard],
    }

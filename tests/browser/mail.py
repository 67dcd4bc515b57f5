"""The mails that the served site sends: files in a folder."""

import email
import email.policy
import re


def mails_to(site_folder, address):
    """Return the texts of the mails written to `address`, the newest last."""
    found = []
    for file in sorted((site_folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime):
        for part in file.read_bytes().split(b"\n" + b"-" * 79):
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            if address in str(message["To"]):
                found.append(message.get_body().get_content())
    return found


def link_in(text):
    return re.search(r"https?://\S+", text)[0]

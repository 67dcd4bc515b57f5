"""An editor, and the section of another organisation, for the tests of what is looked at again."""

import pytest

from tests.editorial.desk_people import make_member, make_section


@pytest.fixture
def editor(client):
    """A signed-in editor of the organisation "chiragh"."""
    user = make_member("chiragh", "editor")
    client.force_login(user)
    return user


@pytest.fixture
def theirs(db):
    """The section of another organisation."""
    make_member("roshni", "editor")
    return make_section("roshni")

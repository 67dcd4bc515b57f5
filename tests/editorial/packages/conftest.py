"""Two organisations, a full module of one and an editor of the other, for the tests of packages."""

import pytest

from tests.editorial.package_world import (
    make_editor,
    make_full_module,
    make_section,
)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chiragh(home):
    return make_section("chiragh")


@pytest.fixture
def roshni(home):
    return make_section("roshni")


@pytest.fixture
def module(chiragh):
    return make_full_module(chiragh)


@pytest.fixture
def editor(roshni, client):
    """A signed-in editor of the organisation "roshni"."""
    user = make_editor(roshni)
    client.force_login(user)
    return user

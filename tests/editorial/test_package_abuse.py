"""A package may come from anybody: whatever is in it, a site refuses it with a sentence or stays whole."""

import copy
import json
import stat
import zipfile
from contextlib import suppress
from io import BytesIO
from unittest import mock

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lessons.content.models import Fact, LessonPage, ModulePage, OrganisationPage, Question
from lessons.editorial.exchange import package_import
from lessons.editorial.exchange.package_format import PackageRefused
from lessons.editorial.exchange.package_import import LEFT, import_package, try_package
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import write_package
from lessons.editorial.exchange.rich_text import clean_rich
from lessons.editorial.exchange.uploads import HeldUpload
from lessons.editorial.units import units_of
from tests.editorial.package_world import make_editor, make_full_module, make_section, packed, png, sent, unpacked

pytestmark = pytest.mark.django_db
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files(home):
    """What is in a good package, by name."""
    return unpacked(write_package(make_full_module(make_section("chiragh"))).data)


@pytest.fixture
def roshni(home):
    return make_section("roshni")


def bring_in(files, section):
    return import_package(read_package(packed(files)), section=OrganisationPage.objects.get(pk=section.pk), user=None)


def zipped(*entries):
    """Return a zip of (name or ZipInfo, bytes)."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def link_to_secrets():
    info = zipfile.ZipInfo("images/lamp.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def folder():
    info = zipfile.ZipInfo("images/")
    info.external_attr = (stat.S_IFDIR | 0o755) << 16
    return info


# --- the zip -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "/etc/passwd", "images/../package.json", "C:\\x.png", "images/a/b.png", "images/.png"),
        *("run.py", "package.JSON", "images/a.png\n", "images/چراغ.png", "documents/a.tar.gz.exe2.longer"),
        *(link_to_secrets(), folder()),
    ],
    ids=str,
)
def test_a_file_that_does_not_belong_in_a_package_refuses_it(files, name):
    good = [(each, json.dumps(held) if not isinstance(held, bytes) else held) for each, held in files.items()]

    with pytest.raises(PackageRefused, match="does not belong|damaged"):
        read_package(zipped(*good, (name, b"x")))


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(("package.json", b"0" * 3_900_000))

    with pytest.raises(PackageRefused, match="too large"):
        read_package(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = zipped(("package.json", b"0" * 100_000))
    lying = data.replace((100_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))

    with pytest.raises(PackageRefused):
        read_package(lying)


def test_too_many_files_are_refused():
    with pytest.raises(PackageRefused, match="too many"):
        read_package(zipped(*((f"images/a{number}.png", b"") for number in range(401))))


def test_two_files_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(("package.json", b"{}"), ("package.json", b"{}"))

    with pytest.raises(PackageRefused):
        read_package(twice)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"\x89PNG\r\n", b"PK\x03\x04" + b"\xff" * 60])
def test_what_is_no_package_is_refused(data):
    with pytest.raises(PackageRefused, match=r"\."):
        read_package(data)


@unhurried
@given(data=st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(data):
    with pytest.raises(PackageRefused):
        read_package(data)


# --- JSON ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("package.json", b"[" * 9_000),
        ("package.json", b"{"),
        ("package.json", b"\xff\xfe"),
        ("package.json", b'{"format": NaN}'),
        ("module.json", b"null"),
        ("module.json", b"1" * 5000),
        ("activities.json", b"{}"),
        ("activities.json", b"[1]"),
        ("questions.json", json.dumps([[]] * 600).encode()),
        ("facts.json", json.dumps([{"ref": "fact:a", "key": "a"}]).encode()),
    ],
)
def test_json_that_is_not_as_it_should_be_is_refused_by_its_name(files, name, held):
    with pytest.raises(PackageRefused, match=f"{name}|not a package"):
        read_package(packed(files | {name: held}))


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        *(("package.json", "version", value) for value in (2, "1", True, None)),
        *(("package.json", "package", value) for value in ("x", 5, None, [])),
        *(("package.json", "publisher", value) for value in (5, "x" * 200)),
        ("package.json", "made_on", "yesterday"),
        *(("module.json", "number", value) for value in (-1, 10**30, 1.5, True, "4", None)),
        *(("module.json", "heading", value) for value in ("x", {"en": 5}, {"en": "x" * 60_000}, None)),
        *(("module.json", "ref", value) for value in ("page:../x", "fact:a", "page:" + "a" * 200, 5)),
        *(("module.json", "slug", value) for value in ("a/b", "", "چراغ", None, "a" * 60)),
    ],
)
def test_a_value_of_the_wrong_type_refuses_the_package(files, name, field, value):
    files[name][field] = value

    with pytest.raises(PackageRefused):
        read_package(packed(files))


def test_two_things_of_one_name_are_refused(files):
    files["activities.json"][1]["ref"] = files["activities.json"][0]["ref"]

    with pytest.raises(PackageRefused):
        read_package(packed(files))


def places(value, path=()):
    """Yield the path of everything in `value`."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, held in inner:
        yield from places(held, (*path, name))


def changed(value, path, new):
    if not path:
        return new
    value[path[0]] = changed(value[path[0]], path[1:], new)
    return value


@unhurried
@given(data=st.data())
def test_a_package_with_anything_in_any_place_is_taken_or_refused(files, roshni, data):
    said = {name: copy.deepcopy(held) for name, held in files.items() if isinstance(held, list | dict)}
    name = data.draw(st.sampled_from(sorted(said)))
    path = data.draw(st.sampled_from(sorted(places(said[name]), key=repr)))
    new = data.draw(
        JSON | st.sampled_from(["", "fact:a-fact", "\x00\ud800", "<script>x</script>", 2**70, [[]], {"type": 1}])
    )
    broken = files | said | {name: changed(said[name], path, new)}

    with suppress(PackageRefused):
        try_package(read_package(packed(broken)), section=roshni, user=None)

    assert ModulePage.objects.count() == 1, "a trial leaves nothing"


@unhurried
@given(data=st.data())
def test_a_package_with_a_broken_byte_is_taken_or_refused(files, roshni, data):
    whole = bytearray(packed(files))
    for _time in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with suppress(PackageRefused):
        try_package(read_package(bytes(whole)), section=roshni, user=None)

    assert ModulePage.objects.count() == 1


# --- what it says --------------------------------------------------------------------------------------------------
HARMFUL = [
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="jav\tascript:alert(1)">a</a>',
    '<a href=" &#106;avascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a linktype="page" id="1" onclick="alert(1)">a</a>',
    "<a href='https://example.org/\" onclick=\"alert(1)'>a</a>",
    "<img src=x onerror=alert(1)>",
    '<embed embedtype="image" id="1" alt="x" format="left"/>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<?x ><script>alert(1)</script>?>",
    "<!x ><script>alert(1)</script>>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<p style="background:url(x)">a</p>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
]


@pytest.mark.parametrize("html", HARMFUL)
def test_no_harmful_html_is_left_of_a_rich_text(html):
    cleaned = clean_rich(html).lower()

    for harm in ("<script", "javascript:", "<img", "<embed", "<svg", "<style", "style=", "srcdoc", "<!", "<?", "data:"):
        assert harm not in cleaned
    assert ' onclick="' not in cleaned
    assert " onerror" not in cleaned or "<" not in cleaned.split("onerror")[0][-30:]


@unhurried
@given(html=st.text("<>/=\"' &;!-[]CDATApbiaonscriptjvhref:x?", max_size=60))
def test_what_is_cleaned_once_is_clean(html):
    once = clean_rich(html)

    assert clean_rich(once) == once


@pytest.mark.parametrize("place", ["lesson", "fact"])
def test_harmful_html_in_a_package_never_reaches_a_page(files, roshni, place):
    html = "".join(HARMFUL)
    if place == "lesson":
        lesson = next(item for item in files["activities.json"] if item["slug"] == "m9-1")
        lesson["body"][0]["value"]["ur"] = html
    else:
        files["facts.json"][0]["text"]["ur"] = html

    outcome = bring_in(files, roshni)

    first = outcome.module.get_children().specific()[1]
    fact = Fact.objects.get(organisation=roshni.organisation)
    held = "".join(text for obj in (first, fact) for unit in units_of(obj) for text in unit.texts.values())
    assert "alert(1)" not in held.replace("&lt;", "").split("<script")[-1] or "<script" not in held
    for harm in ("<script", ' onclick="', "javascript:", "<img", "<embed", "<svg"):
        assert harm not in held


def test_ids_of_rows_here_mean_nothing_in_a_package(files, roshni):
    mine = Fact.objects.get(key="a-fact")
    lesson = next(item for item in files["activities.json"] if item["slug"] == "m9-1")
    lesson["body"] = [
        {"type": "fact", "value": mine.pk, "id": "x"},
        {"type": "text", "value": {"en": '<p><a linktype="page" id="2">a</a></p>'}, "id": None},
        {"type": "nonsense", "value": 1},
        {"type": ["fact"], "value": 1},
        "text",
        {"type": "callout", "value": {"tone": "loud", "heading": 5, "text": []}},
    ]

    outcome = bring_in(files, roshni)

    body = outcome.module.get_children().specific()[1].body
    assert [block.block_type for block in body] == ["text", "callout"]
    assert body[0].value["en"].source == "<p>a</p>"
    assert body[1].value["tone"] == "info"
    assert len([fate for fate in outcome.of(LEFT) if fate.label.startswith("First")]) == 4


def test_two_blocks_with_one_id_get_two(files, roshni):
    lesson = next(item for item in files["activities.json"] if item["slug"] == "m9-1")
    lesson["body"] = [lesson["body"][0], copy.deepcopy(lesson["body"][0])]

    body = bring_in(files, roshni).module.get_children().specific()[1].body

    assert len({block.id for block in body}) == 2


def test_a_value_that_no_field_takes_is_told_and_the_rest_comes(files, roshni):
    files["activities.json"][0]["minutes"] = 999
    files["questions.json"][0]["kind"] = "riddle"

    outcome = bring_in(files, roshni)

    left = {fate.label for fate in outcome.of(LEFT)}
    assert {"Second", "Prompt a-question?"} <= left
    assert Question.objects.filter(organisation=roshni.organisation).count() == 1
    assert not LessonPage.objects.child_of(outcome.module).filter(slug="m9-2").exists()


# --- files ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data", [b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", png()[:40], b"GIF89a" + b"\xff" * 40, b""]
)
def test_a_picture_that_is_none_is_told_and_not_kept(files, roshni, data, tmp_path):
    name = next(each for each in files if each.startswith("images/"))
    files[name] = data

    outcome = bring_in(files, roshni)

    assert "A lamp" in {fate.label for fate in outcome.of(LEFT)}
    assert not get_image_model().objects.filter(collection=roshni.organisation.collection).exists()


@pytest.mark.parametrize("ending", ["html", "svg", "exe", "pdf", "mp3", "js"])
def test_a_document_must_be_what_its_name_says(files, roshni, ending):
    (item,) = files["documents.json"]
    files[f"documents/x.{ending}"] = b"<script>alert(1)</script>"
    item["file"] = f"documents/x.{ending}"

    outcome = bring_in(files, roshni)

    assert "Captions" in {fate.label for fate in outcome.of(LEFT)}
    assert not get_document_model().objects.filter(collection=roshni.organisation.collection).exists()


@pytest.mark.parametrize("name", ["module.json", "../../../etc/passwd", "documents/said.vtt", "images/none.png"])
def test_a_picture_names_only_a_picture_of_the_package(files, roshni, name):
    files["images.json"][0]["file"] = name

    assert "A lamp" in {fate.label for fate in bring_in(files, roshni).of(LEFT)}


def test_an_import_that_fails_half_way_leaves_nothing(files, roshni, tmp_path):
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())

    with mock.patch.object(package_import._Importer, "_page", side_effect=RuntimeError), pytest.raises(RuntimeError):
        bring_in(files, roshni)

    assert ModulePage.objects.count() == 1
    assert Fact.objects.count() == 1
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


# --- the desk ------------------------------------------------------------------------------------------------------
def test_a_bad_package_is_refused_beside_its_field(client, roshni):
    client.force_login(make_editor(roshni))

    answer = client.post("/cms/exchange/modules/in/", sent(b"PK nonsense", roshni))

    assert answer.status_code == 200
    assert "not a package" in answer.content.decode()
    assert not HeldUpload.objects.exists()


def test_a_package_that_is_too_large_is_refused(client, roshni):
    client.force_login(make_editor(roshni))

    answer = client.post("/cms/exchange/modules/in/", sent(b"0" * (30 * 1024 * 1024 + 1), roshni))

    assert "too large" in answer.content.decode()


def test_nothing_is_brought_in_without_the_form_s_own_token(files, roshni):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor(roshni))

    assert client.post("/cms/exchange/modules/in/", sent(packed(files), roshni)).status_code == 403

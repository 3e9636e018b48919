"""Photos and other images of pixels: what the pages offer, and what is in the files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from carepress.build.render import Why
from carepress.content.images import load_image
from carepress.plugin.loading import load_project
from carepress.site.picture_files import Form, bare, encoded

from .conftest import ROOT, TOPIC, HtmlPage, Output, article, build

SECRET = b"51 degrees, 30 minutes"
SIDEWAYS = 6
"""The camera lay on its left side: what it saw is shown after a quarter turn to the right (Exif 2.32, tag 274)."""
Save = Callable[..., bytes]


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """An image that no format makes small."""
    chance = random.Random(width * height)  # noqa: S311 - pixels, not secrets
    return Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3)).convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def of_a_phone(image: Image.Image, held: int = SIDEWAYS) -> bytes:
    """A JPEG that says where it was taken, twice, and how the phone was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = held
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return saved(image, "JPEG", exif=exif, comment=SECRET, quality=90) + SECRET


def quarters() -> Image.Image:
    """Red above blue, on the left; what is on the right is green."""
    image = Image.new("RGB", (800, 400), "green")
    image.paste("red", (0, 0, 400, 200))
    image.paste("blue", (0, 200, 400, 400))
    image.paste(noise(800, 20), (0, 190))
    return image


def exchanged() -> bytes:
    """sRGB with the names of red and green exchanged: their colorants and their curves (ICC.1, 7.2 and 7.3)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


RED_AND_GREEN_EXCHANGED = exchanged()
IMAGES: dict[str, bytes] = {
    "wide.jpg": saved(noise(2_000, 60), "JPEG"),
    "phone.jpg": of_a_phone(quarters()),
    "drawn.png": saved(noise(800, 40), "PNG"),
    "clear.png": saved(noise(800, 40).quantize(32), "PNG", transparency=0),
    "deep.png": saved(Image.frombytes("I;16", (800, 40), b"\0\xc0" * 32_000), "PNG", compress_level=0),
    "ink.jpg": saved(noise(800, 40, "CMYK"), "JPEG"),
    "grey.webp": saved(noise(800, 40, "L"), "WEBP"),
    "tall.png": saved(noise(400, 9_000, "1"), "PNG"),
    "low.png": saved(noise(8_000, 1), "PNG"),
    "small.jpg": saved(noise(300, 60), "JPEG"),
    "light.jpg": saved(Image.new("RGB", (1_200, 60)), "JPEG"),
    "dot.png": saved(Image.new("RGB", (1, 1)), "PNG"),
    "moving.gif": saved(noise(400, 40), "GIF", save_all=True, append_images=[noise(400, 40, "L")]),
    "moving.webp": saved(noise(400, 40), "WEBP", save_all=True, append_images=[noise(400, 41).resize((400, 40))]),
    "moving.png": saved(noise(400, 40), "PNG", save_all=True, append_images=[noise(400, 41).resize((400, 40))]),
    "two.jpg": saved(noise(800, 40), "MPO", save_all=True, append_images=[noise(800, 40)]),
    "face.jpg": of_a_phone(quarters()),
    "nobody.jpg": of_a_phone(noise(500, 40)),
    "draft.jpg": saved(noise(500, 40), "JPEG"),
}
AS_SAVED = ("small.jpg", "light.jpg", "dot.png", "moving.gif", "moving.webp", "moving.png", "tall.png")


def write(folder: Path) -> Path:
    content = folder / "content"
    for name, data in IMAGES.items():
        place = content / "images" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    names = [name for name in IMAGES if name not in ("face.jpg", "nobody.jpg", "draft.jpg")]
    body = (
        "![The first](wide.jpg)\n\n![The second](drawn.png)\n\nWords and ![a third](phone.jpg) between.\n\n## More\n\n"
    )
    body += "\n\n".join(f"![A picture of {name}]({name})" for name in names)
    texts = {
        **TOPIC,
        "articles/one/shown.md": article("Shown", "authors: [jo]\n", body),
        "articles/one/plain.md": article("Plain"),
        "articles/one/later.md": article("Later", "status: draft\n", "![A draft](draft.jpg)\n"),
        "people/jo.yaml": "name: Jo Reed\nrole: editor\nphoto: face.jpg\n",
    }
    for path, words in texts.items():
        place = content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(words, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Output:
    folder = tmp_path_factory.mktemp("pictures")
    return build(folder / "output", PATH=str(write(folder)), SITEURL="https://example.org/sub", CAREPRESS_SEARCH=False)


def shown(site: Output) -> HtmlPage:
    return site.pages["/conditions/shown/"]


def offers(element: Element) -> dict[str, dict[int, str]]:
    """Format → width → path in the output, of a ``<picture>``."""
    found: dict[str, dict[int, str]] = {}
    for source in element.iter("source"):
        pairs = [each.split() for each in source.attrib["srcset"].split(", ")]
        found[source.attrib["type"]] = {int(width[:-1]): path.removeprefix("/sub/") for path, width in pairs}
    return found


def picture(site: Output, name: str) -> Element:
    """The figure of an image that is offered in other sizes."""
    (found,) = (
        each
        for each in shown(site).all("picture")
        if each.find("img") is not None and each.find("img").get("alt") == f"A picture of {name}"  # type: ignore[union-attr]
    )
    return found


def opened(site: Output, path: str) -> Image.Image:
    return Image.open(BytesIO(site.files[path]))


def pictures(site: Output) -> Iterator[tuple[Element, int, str]]:
    """Every file that a ``<source>`` of the article names, with the width that it says."""
    for element in shown(site).all("picture"):
        for files in offers(element).values():
            for width, path in files.items():
                yield element, width, path


# ── What a page offers ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_photo_is_offered_in_widths_that_fit_and_never_wider_than_it_is(site: Output) -> None:
    wide = offers(picture(site, "wide.jpg"))
    assert list(wide) == ["image/avif", "image/webp"]
    assert [list(files) for files in wide.values()] == [[360, 720, 1080, 1440]] * 2
    assert [list(files) for files in offers(picture(site, "drawn.png")).values()] == [[360, 800]] * 2


def test_every_size_is_a_file_of_that_width_and_format(site: Output) -> None:
    seen = set()
    for element, width, path in pictures(site):
        image = opened(site, path)
        seen.add(image.format)
        assert image.width == width
        whole = element.find("img")
        assert whole is not None
        assert abs(image.height - int(whole.attrib["height"]) * width / int(whole.attrib["width"])) <= 1
    assert seen == {"AVIF", "WEBP"}


def test_nothing_is_made_that_no_page_names(site: Output) -> None:
    links = {path for page in site.pages.values() for each in page.all("picture") for path in _files(each)}
    assert {path for path in site.files if path.startswith("img/")} == {
        path for path in links if path.startswith("img/")
    }


def _files(element: Element) -> set[str]:
    image = element.find("img")
    assert image is not None
    files = {path for files in offers(element).values() for path in files.values()}
    return files | {image.attrib["src"].removeprefix("/sub/")}


def test_browsers_that_know_no_new_format_get_the_old_one_at_a_sensible_size(site: Output) -> None:
    image = picture(site, "wide.jpg").find("img")
    assert image is not None
    fallback = opened(site, image.attrib["src"].removeprefix("/sub/"))
    assert (fallback.format, fallback.width) == ("JPEG", 720)


@pytest.mark.parametrize("name", AS_SAVED)
def test_what_is_small_light_very_tall_or_moves_is_shown_as_it_was_saved(site: Output, name: str) -> None:
    (image,) = (each for each in shown(site).all("img") if each.get("alt") == f"A picture of {name}")
    assert image.attrib["src"] == f"/sub/images/{name}"
    assert site.files[f"images/{name}"] == IMAGES[name]


def test_only_the_first_picture_above_the_first_heading_is_fetched_at_once(site: Output) -> None:
    images = [
        image.get("loading") for image in shown(site).all("img") if "person-card__photo" not in image.get("class", "")
    ]
    assert images[0] is None
    assert set(images[1:]) == {"lazy"}


def test_a_picture_between_words_is_offered_in_sizes_too(site: Output) -> None:
    (image,) = (each for each in shown(site).all("img") if each.get("alt") == "a third")
    (around,) = (each for each in shown(site).all("picture") if image in each)
    assert [list(files) for files in offers(around).values()] == [[400]] * 2


def test_a_portrait_is_square_and_small_on_cards_and_on_the_persons_page(site: Output) -> None:
    for address, side in (("/people/", 72), ("/people/jo/", 112)):
        page = site.pages[address]
        (image,) = (each for each in page.all("img") if "person-card__photo" in each.get("class", ""))
        assert (image.get("width"), image.get("height"), image.get("alt")) == (str(side), str(side), "")
        (around,) = (each for each in page.all("picture") if image in each)
        assert [list(files) for files in offers(around).values()] == [[144, 224, 336]] * 2
        assert {source.get("sizes") for source in around.iter("source")} == {f"{side}px"}
        assert {opened(site, path).size for path in offers(around)["image/avif"].values()} == {
            (144, 144),
            (224, 224),
            (336, 336),
        }
        assert opened(site, image.attrib["src"].removeprefix("/sub/")).size == (224, 224)


def test_previews_of_links_get_the_original_at_its_own_address(site: Output) -> None:
    assert shown(site).meta("og:image", "property") == "https://example.org/sub/images/wide.jpg"


# ── What is in the files ─────────────────────────────────────────────────────────────────────────────────────────


def test_no_file_says_where_and_with_what_a_photo_was_taken(site: Output) -> None:
    assert SECRET in IMAGES["phone.jpg"]
    assert len([path for path in site.files if path.startswith(("img/", "images/"))]) > 60
    for path, data in site.files.items():
        if path.startswith(("img/", "images/")):
            assert SECRET not in data, path
            assert not Image.open(BytesIO(data)).getexif(), path


def test_a_photo_that_a_phone_took_sideways_stands_upright(site: Output) -> None:
    image = picture(site, "phone.jpg").find("img")
    assert image is not None
    assert (image.get("width"), image.get("height")) == ("400", "800")
    for path in ("images/phone.jpg", *_files(picture(site, "phone.jpg"))):
        upright = opened(site, path).convert("RGB")
        width, height = upright.size
        assert height == 2 * width
        corners = [upright.getpixel((x * width // 4, y * height // 8)) for x, y in ((1, 1), (3, 1), (1, 7))]
        red, green, blue = (255, 0, 0), (0, 128, 0), (0, 0, 255)
        for corner, meant in zip(corners, (blue, red, green), strict=True):
            assert max(abs(one - other) for one, other in zip(corner, meant, strict=True)) < 30, (path, corners)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "RGBA", {}),
        ("PNG", "P", {"transparency": 3}),
        ("PNG", "1", {}),
        ("PNG", "I;16", {}),
        ("WEBP", "RGBA", {"lossless": True}),
        ("JPEG", "L", {"quality": 80}),
        ("JPEG", "RGB", {"quality": 60}),
    ],
)
def test_an_original_loses_what_it_says_and_nothing_that_it_shows(kind: str, mode: str, options: Any) -> None:
    smooth = noise(9, 6).resize((90, 60))
    image = Image.new(mode, (90, 60), 40_000) if mode == "I;16" else smooth.convert(mode)
    about = PngInfo()
    about.add_text("Comment", SECRET.decode())
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    data = saved(image, kind, exif=exif, **options, **({"pnginfo": about} if kind == "PNG" else {}))
    suffix = {"PNG": ".png", "WEBP": ".webp", "JPEG": ".jpeg"}[kind]
    assert SECRET in data
    clean = bare(data, suffix)
    assert SECRET not in clean
    assert bare(clean, suffix) == clean
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(clean))
    assert (before.mode, before.size) == (after.mode, after.size)
    differences = [abs(one - other) for one, other in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) <= (3 if kind == "JPEG" else 0)
    assert len(clean) < len(data) * 1.1


def test_what_is_hidden_behind_a_picture_does_not_get_out() -> None:
    for kind, suffix in (("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")):
        plain = saved(noise(90, 60), kind)
        assert bare(plain, suffix) == plain
        assert SECRET not in bare(plain + SECRET, suffix)


@pytest.mark.parametrize("held", range(1, 9))
def test_however_the_camera_was_held_all_sizes_stand_as_the_original_does(held: int) -> None:
    data = of_a_phone(quarters(), held)
    loaded, _ = load_image("images/a.jpg", data)
    assert loaded is not None
    whole = Image.open(BytesIO(bare(data, ".jpg"))).convert("RGB")
    assert whole.size == (loaded.width, loaded.height)
    small = Image.open(BytesIO(encoded(data, ".jpg", Form(100, "png")))).convert("RGB")
    expected = whole.resize(small.size)
    for place in ((10, 10), (small.width - 10, 10), (10, small.height - 10)):
        pair = zip(small.getpixel(place), expected.getpixel(place), strict=True)  # type: ignore[arg-type]
        assert max(abs(one - other) for one, other in pair) < 30


def test_colours_are_those_that_the_profile_means() -> None:
    image = Image.new("RGB", (400, 400), (200, 100, 50))
    turned = colours(saved(image, "PNG", icc_profile=RED_AND_GREEN_EXCHANGED))
    assert turned[1] > turned[0] + 50
    assert colours(saved(image, "PNG", icc_profile=b"no profile")) == colours(saved(image, "PNG")) == (200, 100, 50)


def test_sixteen_bits_and_inks_and_palettes_look_as_they_do_elsewhere(site: Output) -> None:
    deep = opened(site, offers(picture(site, "deep.png"))["image/avif"][360])
    assert abs(deep.convert("L").getpixel((9, 9)) - 0xC0) <= 2  # type: ignore[operator]
    clear = opened(site, offers(picture(site, "clear.png"))["image/avif"][360])
    assert clear.has_transparency_data
    inks = opened(site, offers(picture(site, "ink.jpg"))["image/avif"][360])
    assert inks.mode == "RGB"
    assert opened(site, "images/ink.jpg").mode == "RGB"


def colours(data: bytes) -> tuple[int, ...]:
    """Of a PNG of one colour, as it is offered."""
    pixel = Image.open(BytesIO(encoded(data, ".png", Form(100, "png")))).getpixel((50, 50))
    assert isinstance(pixel, tuple)
    return tuple(map(int, pixel))


# ── What a build makes, and what not ─────────────────────────────────────────────────────────────────────────────


def rebuilt(folder: Path, *, jobs: int = 2) -> dict[str, Why]:
    """Build the site in ``folder`` once more. Gives what became of each file."""
    overrides = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output"), "CAREPRESS_SEARCH": False}
    outcome = load_project(ROOT / "pelicanconf.py", overrides).build(jobs=jobs)
    assert outcome.rendered is not None, [str(each) for each in outcome.diagnostics]
    return {path: why for path, (why, _) in outcome.rendered.results.items()}


def made(results: dict[str, Why]) -> set[str]:
    return {path for path, why in results.items() if why in (Why.NEW, Why.CHANGED, Why.DAMAGED)}


def small_site(folder: Path) -> Path:
    content = folder / "content"
    texts = {**TOPIC, "articles/one/a.md": article("A", body="![A photo](a.jpg)\n")}
    for path, words in texts.items():
        place = content / path
        place.parent.mkdir(parents=True)
        place.write_text(words, encoding="utf-8")
    (content / "images").mkdir()
    (content / "images" / "a.jpg").write_bytes(of_a_phone(noise(900, 60), 1))
    return content


def test_an_edit_of_words_or_of_anything_shared_makes_no_picture_anew(tmp_path: Path) -> None:
    content = small_site(tmp_path)
    first = rebuilt(tmp_path)
    assert len([path for path in made(first) if path.startswith("img/")]) == 7
    assert made(rebuilt(tmp_path)) == set()
    text = content / "articles" / "one" / "a.md"
    text.write_text(article("A", body="![A photo](a.jpg)\n\nMore.\n"), encoding="utf-8")
    assert made(rebuilt(tmp_path)) == {"conditions/a/index.html"}
    (content / "topics.yaml").write_text("one: {name: Another, summary: The first.}\n", encoding="utf-8")
    after = rebuilt(tmp_path)
    assert "conditions/a/index.html" in made(after)
    assert {why for path, why in after.items() if path.startswith(("img/", "images/"))} == {Why.UNTOUCHED}


def test_another_photo_has_other_addresses_and_the_old_files_go(tmp_path: Path) -> None:
    content = small_site(tmp_path)
    before = {path for path in rebuilt(tmp_path) if path.startswith("img/")}
    (content / "images" / "a.jpg").write_bytes(of_a_phone(noise(901, 60), 1))
    results = rebuilt(tmp_path)
    after = {path for path in results if path.startswith("img/")}
    assert made(results) == {"conditions/a/index.html", "images/a.jpg", *after}
    assert not before & after
    assert {path.name for path in (tmp_path / "output" / "img").iterdir()} == {Path(path).name for path in after}


def test_a_photo_that_only_drafts_show_is_made_when_they_are_published(tmp_path: Path) -> None:
    content = small_site(tmp_path)
    text = content / "articles" / "one" / "a.md"
    text.write_text(article("A", "status: draft\n", "![A photo](a.jpg)\n"), encoding="utf-8")
    assert not [path for path in rebuilt(tmp_path) if path.startswith("img/")]
    text.write_text(article("A", body="![A photo](a.jpg)\n"), encoding="utf-8")
    assert len([path for path in made(rebuilt(tmp_path)) if path.startswith("img/")]) == 7


def test_the_same_photo_under_two_names_is_made_once(tmp_path: Path) -> None:
    content = small_site(tmp_path)
    shutil.copy(content / "images" / "a.jpg", content / "images" / "b.jpg")
    text = content / "articles" / "one" / "a.md"
    text.write_text(article("A", body="![A photo](a.jpg)\n\n![Again](b.jpg)\n"), encoding="utf-8")
    assert len([path for path in made(rebuilt(tmp_path)) if path.startswith("img/")]) == 7


def test_the_number_of_processes_changes_no_byte_of_a_picture(tmp_path: Path, site: Output) -> None:
    shutil.copytree(site.folder.parent / "content", tmp_path / "content")
    rebuilt(tmp_path, jobs=1)
    alone = Output(tmp_path / "output", "").files
    of_pictures = {path: data for path, data in site.files.items() if path.startswith(("img/", "images/"))}
    assert len(of_pictures) > 60
    assert {path for path, data in of_pictures.items() if alone[path] != data} == set()

"""Images: their size, their kind, and that they are only images."""

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carepress.content.images import load_image

DAMAGED = "broken-image: this image is damaged: not all of it can be read"
TOO_MANY = "broken-image: this image has more than 25 million pixels"
NS = 'xmlns="http://www.w3.org/2000/svg"'


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def load(path: str, data: bytes | str) -> tuple[int | None, int | None] | str:
    """The size of an image, or what is wrong with it."""
    image, found = load_image(path, data.encode() if isinstance(data, str) else data)
    if image is None:
        (fault,) = found
        return f"{fault.fault.slug}: {fault.message}"
    assert found == []
    assert image.path == path.removeprefix("images/")
    return image.width, image.height


def test_a_picture_has_its_size() -> None:
    assert load("images/a/b.png", png(3, 2)) == (3, 2)
    assert load("images/B.PNG", png(3, 2)) == (3, 2)


@pytest.mark.parametrize("name", ["a.jpg", "a.jpeg", "a.gif", "a.webp"])
def test_a_picture_is_of_the_kind_its_name_says(name: str) -> None:
    ending = name.removeprefix("a")
    assert load(f"images/{name}", png(3, 2)) == (
        f"broken-image: this is not an image of the kind that its name says ({ending})"
    )


@pytest.mark.parametrize("data", [b"", b"An eye.", png(3, 2)[:20], b"<svg/>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert load("images/a.png", data) == "broken-image: this is not an image of the kind that its name says (.png)"


def photo(kind: str, **options: Any) -> bytes:
    file = BytesIO()
    pixels = random.Random(1).randbytes(200 * 100 * 3)  # noqa: S311 - pixels, not secrets
    Image.frombytes("RGB", (200, 100), pixels).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_of_which_only_a_part_was_copied_is_refused(kind: str) -> None:
    ending = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}[kind]
    assert load(f"images/a.{ending}", photo(kind)) == (200, 100)
    told = load(f"images/a.{ending}", photo(kind)[:-3_000])
    assert isinstance(told, str)
    assert told.startswith("broken-image: this")


@pytest.mark.parametrize("held", [1, 5, 8, 99])
def test_a_photo_is_measured_as_it_is_looked_at(held: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = held
    assert load("images/a.jpg", photo("JPEG", exif=exif)) == ((100, 200) if held in {5, 8} else (200, 100))


@pytest.mark.parametrize("sides", [(5_001, 5_000), (40_000, 40_000), (2_000_000_000, 2)])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_read(sides: tuple[int, int]) -> None:
    small = png(3, 2)
    bomb = small[:16] + struct.pack(">II", *sides) + small[24:29] + struct.pack(">I", 0) + small[33:]
    header = bomb[12:29]
    bomb = bomb[:29] + struct.pack(">I", zlib.crc32(header)) + bomb[33:]
    assert load("images/a.png", bomb) == TOO_MANY


def test_a_jpeg_that_would_have_to_be_read_a_thousand_times_is_refused() -> None:
    data = photo("JPEG", progressive=True)
    place = data.rindex(b"\xff\xda")
    assert load("images/a.jpg", data[:place] + data[place:-2] * 1_000 + data[-2:]) == DAMAGED


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        (f'<svg {NS} width="30" height="20"/>', (30, 20)),
        (f"<svg {NS}/>", (None, None)),
        (f'<svg {NS} width="100%" viewBox="0 0 320 180"/>', (640, 360)),
        (f"<svg {NS} viewBox='-5,-5,30,20'><rect width='9' height='9'/></svg>", (640, 427)),
        (f'<svg {NS} width="320" viewBox="0 0 2 1"/>', (320, 160)),
        (f'<svg {NS} height="90px" viewBox="0 0 2 1"/>', (180, 90)),
        (f'<svg {NS} viewBox="0 0 1.2.3 0"/>', (None, None)),
        (f'<svg {NS} viewBox="0 0 0 9"/>', (None, None)),
        (f'<svg {NS} width="1e3" height="1_0"/>', (None, None)),
        (f'<svg {NS}><a href="#b"><path id="b" fill="url(#c)"/></a></svg>', (None, None)),
        (f"<svg {NS}><path fill=\"url('#c')\"/></svg>", (None, None)),
        (
            f'<svg {NS} xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><metadata><r:RDF/></metadata></svg>',
            (None, None),
        ),
        (f'<?xml version="1.0" encoding="utf-8"?><s:svg {NS.replace("xmlns", "xmlns:s")}/>', (None, None)),
    ],
)
def test_a_plain_svg_is_shown(svg: str, size: tuple[int | None, int | None]) -> None:
    assert load("images/a.svg", svg) == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<SCRIPT>x</SCRIPT>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">x</x:script>',
        '<script xmlns="http://www.w3.org/1999/xhtml">x</script>',
        '<img xmlns="http://www.w3.org/1999/xhtml" src="#"/>',
        '<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://x.example"/>',
        "<style>a{}</style>",
        "<foreignObject/>",
        "<animate/>",
        "<set/>",
        '<path onload="x"/>',
        '<path ONclick="x"/>',
        '<a href="javascript:x"/>',
        '<a href="https://x.example"/>',
        '<use x:href="b.svg#c" xmlns:x="http://www.w3.org/1999/xlink"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<image src="https://x.example/a.png"/>',
        '<path xml:base="https://x.example/"/>',
        '<path style="fill:url(https://x.example/a)"/>',
        '<path fill="url(#a) URL( //x.example/a )"/>',
        '<path style="fill:u\\72l(https://x.example/a)"/>',
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_an_svg_that_could_do_anything_is_refused(inside: str) -> None:
    told = load("images/a.svg", f"<svg {NS}>{inside}</svg>")
    assert isinstance(told, str)
    assert told.startswith("unsafe-svg: this SVG ")
    assert "not well-formed" not in told


@pytest.mark.parametrize(
    "svg",
    [
        f"<!DOCTYPE svg><svg {NS}/>",
        f'<!DOCTYPE svg [<!ENTITY a "{"x" * 99}"><!ENTITY b "{"&a;" * 99}">]><svg {NS}>&b;</svg>',
        f'<!DOCTYPE svg SYSTEM "https://x.example/a.dtd"><svg {NS}/>',
        "<svg/>",
        "<html/>",
        "",
        "text",
        f"<svg {NS}>",
        f'<?xml version="1.0" encoding="utf-7"?><svg {NS}/>',
        f'<?xml version="1.0" encoding="none-such"?><svg {NS}/>',
    ],
)
def test_what_is_no_plain_svg_is_refused(svg: str) -> None:
    told = load("images/a.svg", svg)
    assert isinstance(told, str)
    assert told.startswith("unsafe-svg: this ")


def test_an_svg_in_another_encoding_hides_nothing() -> None:
    svg = f'<?xml version="1.0" encoding="utf-16"?><svg {NS} onload="x"/>'
    assert load("images/a.svg", svg.encode("utf-16")) == "unsafe-svg: this SVG holds the event attribute onload"


@given(st.binary(max_size=300), st.sampled_from([".png", ".jpg", ".gif", ".webp", ".svg"]))
def test_no_bytes_break_the_reader_of_images(data: bytes, ending: str) -> None:
    image, found = load_image(f"images/a{ending}", data)
    assert (image is None) == bool(found)


@given(st.binary(max_size=60), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF"]))
def test_no_damaged_picture_breaks_the_reader_of_images(data: bytes, start: bytes) -> None:
    ending = {b"\x89": ".png", b"\xff": ".jpg", b"G": ".gif", b"R": ".webp"}[start[:1]]
    image, found = load_image(f"images/a{ending}", start + data)
    assert (image is None) == bool(found)

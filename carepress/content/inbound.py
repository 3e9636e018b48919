"""Which texts others link to: an index over the whole library, in one pass over what each text links to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from carepress.content.model import Text

__all__ = ["Group", "group_of", "linked_groups"]

Group = tuple[str, str]
"""Kind and slug: a text and its translations, which link to each other by themselves."""


def group_of(text: Text) -> Group:
    """The group that a text belongs to."""
    return text.head.kind, text.slug


def linked_groups(
    linking: Iterable[Text], texts: Iterable[Text], resolve: Callable[[Text, str], Text | None]
) -> frozenset[Group]:
    """Those of ``texts`` that another text links to.

    ``resolve`` says where a link leads. It is asked only where the last part of the link does not tell already: most
    are the name of one file, and a large site has a hundred thousand.
    """
    plain = _plain_names(texts)
    addresses: dict[str, Group | None] = {}
    found: set[Group] = set()

    def led(text: Text, target: str) -> Group | None:
        there = resolve(text, target)
        return group_of(there) if there is not None else None

    for text in linking:
        own = group_of(text)
        for target in text.links:
            if target[0] == "/":  # an address means the same wherever it stands
                if target not in addresses:
                    addresses[target] = led(text, target)
                group = addresses[target]
            else:
                name = target.rpartition("/")[2].removesuffix(".md")
                group = plain[name] if name in plain else led(text, target)
            if group is not None and group != own:
                found.add(group)
    return frozenset(found)


def _plain_names(texts: Iterable[Text]) -> dict[str, Group]:
    """Names that can mean one text only: slugs that are their file's name, and no other file's slug or name."""
    owners: dict[str, Group] = {}
    unclear: set[str] = set()
    for text in texts:
        group, stem = group_of(text), text.path.rpartition("/")[2].partition(".")[0]
        if stem != text.slug or owners.setdefault(stem, group) != group:
            unclear |= {stem, text.slug}
    return {name: group for name, group in owners.items() if name not in unclear}

"""One file of the content folder, loaded: a pure function of its path and bytes (and this code).

So it can be cached by digest and run in worker processes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from carepress.content import faults
from carepress.content.aftercare import TIME_KEYS, TIMELINE, AftercareStep, read_time
from carepress.content.article import ArticleMeta, Question, is_language, is_slug
from carepress.content.cut_short import comment_in_text
from carepress.content.fixes import quoted, retyped, rewrite
from carepress.content.front_matter import check_against, read_mapping
from carepress.content.glossary import Term
from carepress.content.indentation import nest_entries
from carepress.content.kinds import Kind, kinds
from carepress.content.markdown import Converter, DataAnswer, DataItems, DataSection, DataStep, DataText
from carepress.content.markdown.comments import blanked
from carepress.content.markdown.slips import bare_citations
from carepress.content.model import Article, Details, Page
from carepress.content.page import PageMeta
from carepress.content.person import Person
from carepress.content.plain_slug import plain_slug
from carepress.content.plain_text import check_plain_texts
from carepress.content.published import Published, read_published
from carepress.content.source_file import MAX_LIST_BYTES, SourceText, decode, split_front_matter
from carepress.content.suppression import Suppressed, place_suppressions
from carepress.content.table import Table
from carepress.content.topic import Topic
from carepress.content.value_faults import colon_in_text, colon_words
from carepress.content.yaml_source import Mapping, Node, Scalar, Sequence, Surprise, plain_value
from carepress.content.yaml_spelling import quotes_help, shown
from carepress.diagnostics import START, Diagnostic, Edit, Fix, Level, Span, did_you_mean, limited

__all__ = ["Loaded", "Loader"]

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What a file gave: a value, or None and at least one diagnostic that says why."""

    value: T | None
    found: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()
    """What is not to be told of it; :attr:`found` holds it all the same."""


class Loader:
    """Loads files one after the other. ``lang`` is the site's language, for those that name none."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._converter = Converter()

    def article(self, path: str, data: bytes) -> Loaded[Article]:
        source = decode(data, path)
        node, first_line = self._front_matter(source, ArticleMeta)
        if node is None:
            return Loaded(None, limited(source.found))
        kind = _kind(node)
        roles = set(kind.roles) if kind else {role for each in kinds().values() for role in each.roles}
        roles -= set(ArticleMeta.model_fields)
        known = roles | ({TIMELINE} if "aftercare" in roles else set())
        checked = check_against(ArticleMeta, node, path, also_known=known)
        source.found += checked.found
        sections = {
            key.text: section
            for key, value in node.entries
            if key.text in roles and (section := _data_section(key, value, source)) is not None
        }
        steps = _data_timeline(value, source) if TIMELINE in known and (value := node.get(TIMELINE)) is not None else ()
        body = self._converter.convert(source, first_line, kind, sections if kind else {}, steps if kind else ())
        check_plain_texts(source, node, ArticleMeta, converted=known, template_code=False)
        name = self._name(source, checked.model)
        if checked.model is None or name is None:
            return Loaded(None, limited(source.found))
        _report_bare_citations(source, first_line, checked.model.sources)
        suppressed = place_suppressions(checked.model.suppress, checked.places, body, first_line, source)
        article = Article.of(path, *name, Details(checked.model, body, checked.places, source.text or ""))
        return Loaded(article, _held_against(source, checked.model), suppressed)

    def page(self, path: str, data: bytes) -> Loaded[Page]:
        source = decode(data, path)
        node, first_line = self._front_matter(source, PageMeta)
        if node is None:
            return Loaded(None, limited(source.found))
        checked = check_against(PageMeta, node, path)
        source.found += checked.found
        body = self._converter.convert(source, first_line, None, {})
        check_plain_texts(source, node, PageMeta, template_code=False)
        name = self._name(source, checked.model)
        if checked.model is None or name is None:
            return Loaded(None, limited(source.found))
        suppressed = place_suppressions(checked.model.suppress, checked.places, body, first_line, source)
        page = Page.of(path, *name, Details(checked.model, body, checked.places, source.text or ""))
        return Loaded(page, _held_against(source, checked.model), suppressed)

    def person(self, path: str, data: bytes) -> Loaded[Person]:
        source = decode(data, path)
        identifier = path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if not is_slug(identifier):
            source.found.append(_bad_name(path, identifier))
        node = _read(source)
        if node is None:
            return Loaded(None, limited(source.found))
        checked = check_against(Person, node, path)
        source.found += checked.found
        check_plain_texts(source, node, Person)
        return Loaded(checked.model, limited(source.found))

    def topics(self, path: str, data: bytes) -> Loaded[Table[Topic]]:
        return self._table(path, data, Topic, slugs=True)

    def glossary(self, path: str, data: bytes) -> Loaded[Table[Term]]:
        return self._table(path, data, Term, slugs=False)

    def addresses(self, path: str, data: bytes) -> Loaded[Published]:
        source = decode(data, path, MAX_LIST_BYTES)
        if source.text is None or any(fault.fault is faults.MERGE_CONFLICT for fault in source.found):
            return Loaded(None, limited(source.found))
        published = read_published(source)
        return Loaded(published, tuple(source.found))

    def _table(self, path: str, data: bytes, model: type[M], *, slugs: bool) -> Loaded[Table[M]]:
        """A file of named entries."""
        source = decode(data, path)
        node = _read(source)
        if node is None:
            return Loaded(None, limited(source.found))
        table: Table[M] = Table()
        node, misplaced = nest_entries(node, model, path)
        source.found += misplaced
        for key, value in node.entries:
            if slugs and not is_slug(key.text):
                source.report(
                    faults.BAD_FILE_NAME,
                    key.span,
                    f"`{shown(key.text)}` cannot be an id: only a–z, 0–9 and single hyphens can",
                    "write it in small letters, with hyphens between words",
                )
            elif not any(char.isalnum() for char in key.text):
                source.report(faults.MISSING_KEY, key.span, "this entry has no name", "write its name before the colon")
            elif isinstance(plain_value(key), Surprise | bool):
                source.report(
                    faults.YAML_SURPRISE,
                    key.span,
                    f"YAML does not read `{shown(key.text)}` as text",
                    quotes_help("put it in quotes", key.text),
                    quoted(key),
                )
            if not isinstance(value, Mapping):
                source.report(
                    faults.WRONG_TYPE,
                    key.span,
                    f"`{shown(key.text)}` takes a group of keys",
                    "write each key on its own line below it, indented by two spaces",
                )
                continue
            checked = check_against(model, value, path, whole=key.span)
            source.found += checked.found
            if checked.model is not None:
                table.entries[key.text] = checked.model
                table.places[key.text] = {"": key.span, **checked.places}
        check_plain_texts(source, node)
        return Loaded(table, limited(source.found))

    def _front_matter(self, source: SourceText, model: type[BaseModel]) -> tuple[Mapping | None, int]:
        """The front matter and the line, from 0, on which the body begins."""
        if source.text is None or any(fault.fault is faults.MERGE_CONFLICT for fault in source.found):
            return None, 0
        parts = split_front_matter(source)
        if parts is None:
            return None, 0
        node, found = read_mapping(parts[0], source.path, 1, model)
        source.found += found
        if node is None:  # the text can be read all the same: all its faults at once
            self._converter.convert(source, parts[1], None, {})
        return node, parts[1]

    def _name(self, source: SourceText, meta: ArticleMeta | PageMeta | None) -> tuple[str, str] | None:
        """Slug and language, from the front matter or the file's name, which must agree."""
        slug, lang = (meta.slug, meta.lang) if meta else (None, None)
        name = source.path.rsplit("/", 1)[-1].removesuffix(".md")
        stem, _, suffix = name.partition(".")
        if not is_slug(stem) or (suffix and not is_language(suffix)):
            source.found.append(_bad_name(source.path, name))
            return None
        actual = lang or suffix or self.lang
        if suffix != ("" if actual == self.lang else actual):
            right = stem + ("" if actual == self.lang else f".{actual}") + ".md"
            source.report(
                faults.BAD_FILE_NAME,
                START,
                f"the file's name and its language ({actual}) do not go together",
                f"call it `{right}`, or correct `lang`",
            )
            return None
        return slug or stem, actual


def _report_bare_citations(source: SourceText, first_line: int, sources: Iterable[str]) -> None:
    text, start = source.text or "", source.offset(first_line + 1, 1)
    for slip in bare_citations(text[:start] + blanked(text[start:]), start, sources):
        fix = Fix((Edit(source.span(slip.start + 1, slip.start + 1), "^"),))
        source.report(slip.fault, source.span(slip.start, slip.end), slip.message, slip.help, fix)


def _read(source: SourceText) -> Mapping | None:
    if source.text is None or any(fault.fault is faults.MERGE_CONFLICT for fault in source.found):
        return None
    node, found = read_mapping(source.text, source.path, 0)
    source.found += found
    return node


def _held_against(source: SourceText, meta: ArticleMeta | PageMeta) -> tuple[Diagnostic, ...]:
    """The faults of a text; in a draft those of quality wait. What cannot be read must be mended in any case."""
    if meta.status != "draft":
        return limited(source.found)
    return tuple(each if each.fault.level is Level.INTEGRITY else each.waiting() for each in limited(source.found))


def _bad_name(path: str, name: str) -> Diagnostic:
    stem, _, suffix = name.partition(".")
    # Three letters are rather a word (`old`, `doc`) than one of the languages that have three.
    is_translation = path.endswith(".md") and is_language(suffix) and len(suffix.partition("-")[0]) == 2  # noqa: PLR2004
    suggestion = f"{plain_slug(stem)}.{suffix}" if plain_slug(stem) and is_translation else plain_slug(name)
    ending = path.rsplit(".", 1)[-1]
    return Diagnostic(
        faults.BAD_FILE_NAME,
        path,
        START,
        f"`{name}` cannot be part of an address: only a–z, 0–9 and single hyphens can",
        f"call the file `{suggestion or 'my-article'}.{ending}`",
    )


def _kind(node: Mapping) -> Kind | None:
    value = node.get("kind")
    return kinds().get(value.text) if isinstance(value, Scalar) else None


def _data_section(key: Scalar, node: Node, source: SourceText) -> DataSection | None:
    """A section given in the front matter, or None after saying what is wrong with it.

    One in which nothing stands is an empty section, as a heading without text is: rules tell of it.
    """
    role = key.text
    if _is_empty(node):
        return DataItems((), key.span)
    if isinstance(node, Scalar):
        if (one := _data_text(node, source)) is None:
            return None
        if role != "faq":
            return one
    elif isinstance(node, Sequence):
        if role == "faq":
            return _data_faq(node.items, source)
        if colons := [text for item in node.items if (text := colon_in_text(item)) is not None]:
            _report_colons(source, colons, "- ")
            return None
        if all(isinstance(item, Scalar) for item in node.items):
            items = [_data_text(item, source) for item in node.items if isinstance(item, Scalar)]
            good = tuple(item for item in items if item is not None)
            return DataItems(good, node.span) if good and len(good) == len(items) else None
    elif role != "faq" and (text := colon_in_text(node)) is not None:
        _report_colons(source, [text], f"{role}: ")
        return None
    shape = "a list of question and answer" if role == "faq" else "one text or a list of texts"
    source.report(
        faults.WRONG_TYPE,
        node.span,
        f"`{role}` takes {shape}",
        "write `- question: Does it hurt?` below it, and in the next line, indented, `answer: …`"
        if role == "faq"
        else "for more than that, write it as a section of the text",
    )
    return None


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return plain_value(node) is None or not node.text.strip()
    return not (node.items if isinstance(node, Sequence) else node.entries)


def _report_colons(source: SourceText, colons: Iterable[tuple[Span, str]], before: str) -> None:
    for span, text in colons:
        source.report(faults.WRONG_TYPE, span, *colon_words(text, before))


def _data_text(node: Scalar, source: SourceText) -> DataText | None:
    value = plain_value(node)
    if isinstance(value, str) and value.strip():
        if node.comment:
            source.found.append(comment_in_text(node, source.path))
        return DataText(value, node.span)
    if value is None or value == "":
        source.report(faults.MISSING_KEY, node.span, "this text is empty", "write it, or delete the line")
    else:
        source.report(
            faults.YAML_SURPRISE,
            node.span,
            f"YAML does not read `{shown(node.text)}` as text",
            quotes_help("put it in quotes", node.text),
            quoted(node),
        )
    return None


def _data_timeline(node: Node, source: SourceText) -> tuple[DataStep, ...]:
    """The steps of an aftercare timeline that are right; what is wrong with others is told."""
    if isinstance(node, Scalar) and plain_value(node) is None:
        return ()
    steps = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Mapping) or not isinstance(node, Sequence):
            source.report(
                faults.WRONG_TYPE,
                item.span,
                "each step of the timeline has a time and what to do then",
                "write `- when: after 4 hours` and below it, indented, `do: …`",
            )
            continue
        if (key := next((each for each, _ in item.entries if each.text in TIME_KEYS), None)) and not item.get("when"):
            help_ = "write `when:` before it, as in `when: after 4 hours`, or `when: for 24 hours`"
            source.report(faults.BAD_TIME, key.span, f"`{key.text}` is part of the time, and no key", help_)
            continue
        checked = check_against(AftercareStep, item, source.path, whole=item.span)
        source.found += checked.found
        when, text = item.get("when"), item.get("do")
        if checked.model is None or not isinstance(when, Scalar) or not isinstance(text, Scalar):
            continue
        time = read_time(checked.model.when)
        assert time is not None  # noqa: S101 - the model has the same form
        if time.first >= time.last and " to " in when.text:
            right = str(time._replace(first=time.last, last=time.first))
            message = f"`{when.text}` does not end after it begins"
            source.report(
                faults.TIME_BACKWARDS,
                when.span,
                message,
                f"write `{right}`",
                rewrite(when, right) if when.plain else retyped(when, right),
            )
        elif (words := _data_text(text, source)) is not None:
            steps.append(DataStep(time, words, when.span))
    return tuple(steps)


def _is_question(item: Mapping) -> bool:
    """True where at least one key is nearly the right one: a question with a colon in it is a key of its own."""
    keys = [key.text for key, _ in item.entries]
    known = any(key in Question.model_fields for key in keys)
    return known or any(did_you_mean(key, Question.model_fields) is not None for key in keys)


def _data_faq(items: Iterable[Node], source: SourceText) -> tuple[DataAnswer, ...] | None:
    answers = []
    for item in items:
        if not isinstance(item, Mapping) or not _is_question(item):
            source.report(
                faults.FAQ_SHAPE,
                item.span,
                "each entry of the FAQ has a question and an answer",
                "write `- question: …` and below it, indented, `answer: …`",
            )
            continue
        checked = check_against(Question, item, source.path, whole=item.span)
        source.found += checked.found
        question, answer = item.get("question"), item.get("answer")
        if checked.model is not None and isinstance(question, Scalar) and isinstance(answer, Scalar):
            answers.append(DataAnswer(DataText(question.text, question.span), DataText(answer.text, answer.span)))
    return tuple(answers) or None

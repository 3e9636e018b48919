"""CP512 jargon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule

__all__ = ["Jargon"]

PLAIN = {
    "abdomen": "tummy, or belly",
    "abdominal": "tummy, or belly",
    "adhere to": "keep to",
    "adhered to": "kept to",
    "administer": "give",
    "administered": "given",
    "administering": "giving",
    "adverse effects": "side effects",
    "adverse reactions": "side effects",
    "aetiology": "cause",
    "ambulate": "walk",
    "analgesic": "painkiller",
    "analgesics": "painkillers",
    "anticoagulant": "blood thinner",
    "anticoagulants": "blood thinners",
    "arthralgia": "joint pain",
    "asymptomatic": "without symptoms",
    "benign": "not cancer, or not dangerous",
    "bilateral": "on both sides",
    "bradycardia": "a slow heartbeat",
    "cardiac": "heart",
    "cease": "stop",
    "ceased": "stopped",
    "commence": "start",
    "commenced": "started",
    "comorbidities": "other illnesses",
    "comorbidity": "other illness",
    "contraindicated": "must not be used",
    "contusion": "bruise",
    "contusions": "bruises",
    "cutaneous": "skin",
    "discontinue": "stop",
    "discontinued": "stopped",
    "discontinuing": "stopping",
    "dysphagia": "trouble swallowing",
    "dyspnea": "shortness of breath",
    "dyspnoea": "shortness of breath",
    "dysuria": "pain when passing urine",
    "edema": "swelling",
    "efficacy": "how well it works",
    "emesis": "vomiting",
    "erythema": "redness",
    "erythematous": "red",
    "esophagus": "food pipe",
    "etiology": "cause",
    "exacerbate": "make worse",
    "exacerbated": "made worse",
    "exacerbates": "makes worse",
    "expectorate": "cough up",
    "febrile": "with a high temperature",
    "fracture": "break, or broken bone",
    "fractures": "broken bones",
    "gastrointestinal": "stomach and bowel",
    "haematuria": "blood in the urine",
    "haemorrhage": "heavy bleeding",
    "haemorrhages": "heavy bleeding",
    "hematuria": "blood in the urine",
    "hemorrhage": "heavy bleeding",
    "hemorrhages": "heavy bleeding",
    "hepatic": "liver",
    "hypertension": "high blood pressure",
    "hypotension": "low blood pressure",
    "idiopathic": "without a known cause",
    "in conjunction with": "with",
    "in the event of": "if",
    "incidence": "how many people get it",
    "ingest": "swallow",
    "ingested": "swallowed",
    "ingesting": "swallowing",
    "ingestion": "swallowing",
    "intramuscular": "into a muscle",
    "intramuscularly": "into a muscle",
    "intravenous": "into a vein",
    "intravenously": "into a vein",
    "laceration": "cut",
    "lacerations": "cuts",
    "lesion": "damaged area, or sore",
    "lesions": "damaged areas, or sores",
    "malaise": "feeling unwell",
    "malignant": "cancerous",
    "metastases": "cancer that has spread",
    "metastasis": "spread",
    "metastasise": "spread",
    "metastasize": "spread",
    "micturition": "passing urine",
    "morbidity": "illness",
    "mortality": "deaths",
    "myalgia": "muscle pain",
    "myocardial infarction": "heart attack",
    "necrosis": "death of tissue",
    "neoplasm": "tumour",
    "neoplasms": "tumours",
    "obtain": "get",
    "obtained": "got, or had",
    "obtaining": "getting",
    "ocular": "eye",
    "oedema": "swelling",
    "oesophagus": "food pipe",
    "ophthalmic": "eye",
    "orally": "by mouth",
    "palpate": "feel",
    "paresthesia": "pins and needles",
    "pathogen": "germ",
    "pathogens": "germs",
    "perioperative": "around the operation",
    "pharmacotherapy": "medicines",
    "physician": "doctor",
    "physicians": "doctors",
    "post-operatively": "after the operation",
    "postoperative": "after the operation",
    "prevalence": "how many people have it",
    "prior to": "before",
    "prognosis": "outlook",
    "prophylaxis": "prevention",
    "pruritus": "itching",
    "pulmonary": "lung",
    "pyrexia": "high temperature",
    "renal": "kidney",
    "sequelae": "later effects",
    "subcutaneous": "under the skin",
    "subcutaneously": "under the skin",
    "subsequent to": "after",
    "sutures": "stitches",
    "syncope": "fainting",
    "tachycardia": "a fast heartbeat",
    "topical": "put on the skin",
    "topically": "on the skin",
    "transient": "short",
    "utilisation": "use",
    "utilise": "use",
    "utilised": "used",
    "utilization": "use",
    "utilize": "use",
    "utilized": "used",
    "vertigo": "a spinning feeling",
}
"""Words of the trade and what to write. A word that the site's glossary explains is no jargon there."""
_FIRST = frozenset(word.split()[0] for word in PLAIN)
"""What a passage must hold for there to be anything to find."""


_NAMED = (
    r"(?:[\w-]+ )?(?:disease|syndrome|disorder|fibrosis|embolism|hypertension|arrest|melanoma|factor"
    r"|\w{3,}(?:osis|itis|plasia|pathy|a?emia|carcinoma))\b"
)
"""With these after it, the word is part of a disease's name, which has no other."""
_ALIAS = re.compile(r"(?:\(|\b(?:called|termed|(?:known|described|referred to) as) (?:[\w-]+ ){0,2}|[,;] or )$")
_IN_BRACKETS = re.compile(r"\((?:[\w-]+ ){0,2}$")
_MEANS = re.compile(r" \(|,? (?:which|that) means?\b|,? meaning\b|,? that is\b|,? also (?:called|known as)\b")
_PROPER = re.compile(r"\b[A-Z][\w’'-]* $")
_BEFORE = re.compile(r"[\w’'-]+ $")
_AFTER = re.compile(r" [\w’'-]+")


@lru_cache(1000)
def _pattern(first: frozenset[str]) -> re.Pattern[str]:
    """Finds those of the words that begin with one of ``first``: all of them at once would be slow."""
    words = sorted((word for word in PLAIN if word.split()[0] in first), key=len, reverse=True)
    return re.compile(rf"\b(?<!\w-)({'|'.join(map(re.escape, words))})\b(?! {_NAMED})", re.IGNORECASE)


@cache
def _plain_words(word: str) -> re.Pattern[str]:
    """Any of the words to write in its place, or that say it otherwise."""
    ways = [re.escape(way) for way in PLAIN[word].split(", or ")]
    if word in ("benign", "malignant"):
        ways.append("(?:non-?)?cancer")
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)


def _is_explained(passage: str, start: int, end: int) -> bool:
    """Whether readers are told what it means: in brackets, as another name, or the plain word is there too."""
    before, after = passage[:start], passage[end:]
    alias = _ALIAS.search(before)
    if alias is not None and (not alias[0].endswith("or ") or after.startswith((",", ")"))):
        return True
    if _MEANS.match(after) or (_IN_BRACKETS.search(before) and re.match(r"(?: [\w-]+){0,2}\)", after)):
        return True
    word = passage[start:end].lower()
    return f"the {word} is " in passage.lower() or _plain_words(word).search(passage) is not None


def _is_name(passage: str, start: int, end: int, names: str) -> bool:
    """Whether it stands in a name: one of the text's own, between bars in ``names``, or one in capitals."""
    before, after, word = _BEFORE.search(passage[:start]), _AFTER.match(passage[end:]), passage[start:end]
    own = (f"| {word} |", f"{before[0] if before else '|'}{word}", f"{word}{after[0] if after else '|'}")
    return any(each.casefold() in names for each in own) or (
        word[0].isupper() and _PROPER.search(passage[:start]) is not None
    )


class Jargon(WordRule):
    """What it checks
    Everyday words stand where there is one for the medical word; the medical word may follow in brackets; names
    of diseases stay.

    Why it matters to readers
    A word that must be looked up stops the reader, and many do not look it up.

    Example
    Administer the medication subcutaneously.

    Use instead
    Inject the medicine under the skin.

    Source
    NHS content guide: A to Z of health writing; CDC Everyday Words. The list is ours.
    """

    code = "CP512"
    slug = "jargon"

    def check_words(self, text: Text, context: Context) -> Iterator[Diagnostic]:
        names = f"| {' | '.join((text.head.title, *text.head.also_called))} |".casefold()
        told = {form.casefold() for form in context.library.explained}
        for passage in context.prose(text).passages:
            first = (_FIRST & passage.vocabulary) - told
            for match in _pattern(first).finditer(passage.text) if first else ():
                word, place = match[1].lower(), match.span(1)
                if word in told or _is_name(passage.text, *place, names) or passage.is_to_look_up:
                    continue
                told.add(word)
                if not _is_explained(passage.text, *place):
                    said = (
                        f"“{match[1]}” is a word of the trade",
                        f"write {PLAIN[word]}, and the other word in brackets if needed",
                    )
                    yield self.in_words(text, context, passage, match[1], said)

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
    "administer": "give",
    "administered": "given",
    "adverse effects": "side effects",
    "adverse reactions": "side effects",
    "analgesic": "painkiller",
    "analgesics": "painkillers",
    "anticoagulant": "blood thinner",
    "anticoagulants": "blood thinners",
    "asymptomatic": "without symptoms",
    "benign": "not cancer, or not dangerous",
    "bilateral": "on both sides",
    "cardiac": "heart",
    "cease": "stop",
    "commence": "start",
    "contraindicated": "must not be used",
    "contusion": "bruise",
    "cutaneous": "skin",
    "discontinue": "stop",
    "dyspnea": "shortness of breath",
    "dyspnoea": "shortness of breath",
    "edema": "swelling",
    "erythema": "redness",
    "etiology": "cause",
    "aetiology": "cause",
    "exacerbate": "make worse",
    "expectorate": "cough up",
    "febrile": "with a high temperature",
    "fracture": "broken bone",
    "haemorrhage": "heavy bleeding",
    "hemorrhage": "heavy bleeding",
    "hepatic": "liver",
    "hypertension": "high blood pressure",
    "hypotension": "low blood pressure",
    "idiopathic": "without a known cause",
    "in the event of": "if",
    "ingest": "swallow",
    "ingestion": "swallowing",
    "intramuscular": "into a muscle",
    "intravenous": "into a vein",
    "laceration": "cut",
    "lesion": "damaged area, or sore",
    "lesions": "damaged areas, or sores",
    "malignant": "cancerous",
    "micturition": "passing urine",
    "morbidity": "illness",
    "myocardial infarction": "heart attack",
    "neoplasm": "tumour",
    "obtain": "get",
    "oedema": "swelling",
    "ophthalmic": "eye",
    "orally": "by mouth",
    "palpate": "feel",
    "paresthesia": "pins and needles",
    "perioperative": "around the operation",
    "pharmacotherapy": "medicines",
    "physician": "doctor",
    "physicians": "doctors",
    "post-operatively": "after the operation",
    "postoperative": "after the operation",
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
    "transient": "short",
    "utilise": "use",
    "utilize": "use",
    "vertigo": "a spinning feeling",
}
"""Words of the trade and what to write. A word that the site's glossary explains is no jargon there."""
_FIRST = frozenset(word.split()[0] for word in PLAIN)
"""What a passage must hold for there to be anything to find."""


@lru_cache(1000)
def _pattern(first: frozenset[str]) -> re.Pattern[str]:
    """Finds those of the words that begin with one of ``first``: all of them at once would be slow."""
    words = sorted((word for word in PLAIN if word.split()[0] in first), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b(?! disease)", re.IGNORECASE)


@cache
def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)


def _is_explained(passage: str, start: int, end: int, plain: str) -> bool:
    """Whether the plain word is there too: one of the two stands in brackets, or both in the sentence."""
    bracketed = passage[:start].endswith("(") or passage[end:].startswith(" (")
    return bracketed or _beginning(plain.split(",", maxsplit=1)[0]).search(passage) is not None


class Jargon(WordRule):
    """What it checks
    Everyday words stand where there is one for the medical word; the medical word may follow in brackets.

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
        explained = {form.casefold() for form in context.library.explained}
        told: set[str] = set()
        for passage in context.prose(text).passages:
            first = _FIRST & passage.vocabulary
            for match in _pattern(first).finditer(passage.text) if first else ():
                word = match[1].lower()
                plain = PLAIN[word]
                if word in told or word in explained:
                    continue
                told.add(word)
                if not _is_explained(passage.text, match.start(1), match.end(1), plain):
                    said = (
                        f"“{match[1]}” is a word of the trade",
                        f"write {plain}, and the other word in brackets if needed",
                    )
                    yield self.in_words(text, context, passage, match[1], said)

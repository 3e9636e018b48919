"""CP512 jargon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carepress.content.model import Text
from carepress.diagnostics import Diagnostic
from carepress.rules.base import Context, WordRule
from carepress.rules.prose import words_in

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
_JARGON = re.compile(
    rf"\b({'|'.join(re.escape(word) for word in sorted(PLAIN, key=len, reverse=True))})\b(?! disease)", re.IGNORECASE
)

_FIRST = frozenset(word.split()[0] for word in PLAIN)
"""What a passage must hold for :data:`_JARGON`, which is slow, to find anything."""


def _is_explained(passage: str, start: int, end: int, plain: str) -> bool:
    """Whether the plain word is there too: one of the two stands in brackets, or both in the sentence."""
    bracketed = passage[:start].endswith("(") or passage[end:].startswith(" (")
    return (
        bracketed or re.search(rf"\b{re.escape(plain.split(',', maxsplit=1)[0])}", passage, re.IGNORECASE) is not None
    )


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
            if _FIRST.isdisjoint(map(str.lower, words_in(passage.text))):
                continue
            for match in _JARGON.finditer(passage.text):
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

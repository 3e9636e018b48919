"""Writes vocabulary.json: the names of schema.org that our structured data uses, with their domains and ranges.

Usage: python tests/metadata/extract_vocabulary.py PATH

PATH is the whole vocabulary as JSON: ``classes`` (name to parents) and ``properties`` (name to domain and range), with
``superseded_by`` where that applies, and ``members`` of enumerations (name to enumerations).
"""

import json
import sys
from pathlib import Path
from typing import Any

TYPES = (
    *("AboutPage", "Answer", "BreadcrumbList", "CollectionPage", "ContactPage", "CreativeWork", "Drug"),
    *("EducationalOccupationalCredential", "FAQPage", "HealthTopicContent", "ListItem", "MedicalAudience"),
    *("MedicalCode", "MedicalCondition", "MedicalEntity", "MedicalSymptom", "MedicalTest", "MedicalTherapy"),
    *("MedicalWebPage", "Organization", "Person", "ProfilePage", "PropertyValue", "Question", "SearchResultsPage"),
    *("URL", "WebPage", "WebSite"),
)
PROPERTIES = (
    *(
        "about",
        "acceptedAnswer",
        "alternateName",
        "audience",
        "audienceType",
        "author",
        "breadcrumb",
        "citation",
        "code",
    ),
    *("codeValue", "codingSystem", "contraindication", "dateModified", "datePublished", "description", "followup"),
    *("hasCredential", "hasHealthAspect", "hasPart", "howPerformed", "identifier", "inLanguage", "isPartOf", "item"),
    *("itemListElement", "knowsAbout", "lastReviewed", "license", "mainEntity", "name", "position", "preparation"),
    *("propertyID", "publisher", "publishingPrinciples", "reviewedBy", "text", "url", "value"),
)
ENUMERATIONS = ("HealthAspectEnumeration",)
ABOUT = "Extract of schema.org release 30 (https://schema.org/version/30.0), licence CC BY-SA 3.0."


def extract(whole: dict[str, Any]) -> dict[str, Any]:
    """Take our types with all their ancestors, our properties, and the members of our enumerations."""
    classes: dict[str, Any] = {}
    waiting = list(TYPES)
    while waiting:
        name = waiting.pop()
        if name not in classes:
            classes[name] = whole["classes"][name]
            waiting += classes[name]["parents"]
    return {
        "about": ABOUT,
        "classes": dict(sorted(classes.items())),
        "properties": {name: whole["properties"][name] for name in sorted(PROPERTIES)},
        "members": {name: of for name, of in sorted(whole["members"].items()) if set(of) & set(ENUMERATIONS)},
    }


if __name__ == "__main__":
    extracted = extract(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    target = Path(__file__).with_name("vocabulary.json")
    target.write_text(json.dumps(extracted, indent=1) + "\n", "utf-8")

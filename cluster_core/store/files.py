"""A framework or rule file of the user's own, for use with a data set."""

from __future__ import annotations

from pathlib import Path

from cluster_core.errors import BundleError
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.rules import RuleSet
from cluster_core.store.documents import Document, read_document
from cluster_core.store.faults import Faults, Place
from cluster_core.store.framework_file import parse_framework
from cluster_core.store.rules_file import Known, parse_rules


def load_framework(path: Path, dataset: Dataset) -> Framework:
    """Return the framework of a file; `BundleError` with every fault, unknown indicators among them."""
    faults = Faults()
    document = _document(path, "framework", faults)
    framework = document and parse_framework(document.content, faults, dataset.indicators)
    if framework is None or faults.found:
        raise BundleError(faults.found)
    return framework


def load_rules(path: Path, dataset: Dataset) -> RuleSet:
    """Return the rule set of a file; `BundleError` with every fault, unknown indicators among them."""
    faults = Faults()
    document = _document(path, "rules", faults)
    rules = document and parse_rules(document.content, faults, Known(dataset.indicators))
    if rules is None or faults.found:
        raise BundleError(faults.found)
    return rules


def _document(path: Path, kind: str, faults: Faults) -> Document | None:
    document = read_document(path, faults, str(path))
    if document is not None and kind not in document.content:
        found = ", ".join(document.content) or "nothing"
        faults.add(Place(str(path), 1, "top keys"), f"'{found}'", f"a file with the key {kind}")
        return None
    return document

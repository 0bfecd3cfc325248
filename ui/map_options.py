"""What can be chosen on the map page, whatever is drawn of it; a link looks its choices up here."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from ui import sentences

SHOWS = ("value", "rank", "change", "scenario", "certainty", "pair")
VIEWS = ("map", "outline", "tiles")
OVERLAYS = ("none", "bubbles", "columns", "clusters")
NEARS = ("plain", "outlined")
INDENT = "\u3000"


def measures(assessment: Assessment) -> dict[str, str]:
    """Return what can be coloured, by id: the whole, then each node followed by its indicators."""
    framework, found = assessment.framework, dict[str, str]()

    def walk(node: str, depth: int) -> None:
        found[node] = INDENT * depth + sentences.node_name(assessment, node)
        if node in framework.by_id:
            for child in framework.by_id[node].children:
                walk(child.id, depth + 1)

    walk(framework.id, 0)
    return found

"""The lines of the framework editor's tree."""

from __future__ import annotations

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework_edit import At, places, rename
from cluster_core.model.text import Text
from ui import framework_tree


def test_lines_are_set_in_by_level_and_tell_the_share(english: None, jiangsu: Dataset) -> None:
    framework = jiangsu.framework("four_forces")
    lines = [framework_tree.label(jiangsu, framework, at) for at in places(framework)[:4]]
    assert lines == [
        "**Four forces**",
        "\u3000**Collaborative innovation** :gray[25.0%]",
        "\u3000\u3000**Major innovation platforms** :gray[50.0%]",
        "\u3000\u3000\u3000R&D intensity :gray[25.0%]",
    ]


def test_what_somebody_typed_is_no_markup(english: None, jiangsu: Dataset) -> None:
    framework = rename(jiangsu.framework("four_forces"), "brand", Text("x", "**[a](b)** :red[c] <i>"))
    line = framework_tree.label(jiangsu, framework, At("four_forces", "brand"))
    assert line == "\u3000**\\*\\*\\[a\\](b)\\*\\* \\:red\\[c\\] \\<i>** :gray[25.0%]"


def test_every_place_has_a_code_of_its_own(jiangsu: Dataset) -> None:
    framework = jiangsu.framework("five_forces")
    codes = [framework_tree.code(at) for at in places(framework)]
    assert len(set(codes)) == len(codes)

"""The ballot as a form: points, judgements of pairs or ratings. Every value is text, never markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from cluster_core.model.ballot import SCALE, Question
from cluster_core.model.ratings import RATER_GROUPS, RUBRIC
from cluster_core.userdata.record import NOTE_MAX
from ui.phone.question import Asked
from ui.text import t

STEPS = tuple(range(SCALE - 1, -SCALE, -1))


def fields(question: Question, asked: Asked, given: Mapping[str, str]) -> str:
    """Return the fields of a ballot, filled with what was given before."""
    if question.method == "points":
        return _points(asked, given)
    return _pairs(question, asked, given) if question.method == "ahp" else _ratings(question, asked, given)


def comment(given: str) -> str:
    """Return the field for a sentence."""
    return (
        f'<div class="row"><label for="comment">{escape(t("phone.comment"))}</label>'
        f'<textarea id="comment" name="comment" maxlength="{NOTE_MAX}">{escape(given)}</textarea></div>'
    )


def judged(first: str, second: str, step: int) -> str:
    """Return a judgement in words: 5 says that the first is 6 times as important as the second."""
    if step == 0:
        return t("ahp.alike")
    times = abs(step) + 1
    return t("ahp.judged", name=first if step > 0 else second, word=t(f"ahp.scale_{times}"), times=times)


def _points(asked: Asked, given: Mapping[str, str]) -> str:
    bar = "".join(f'<i class="c{at % 12}"></i>' for at in range(len(asked.items)))
    head = (
        f'<div class="total only-js"><span>{escape(t("phone.given"))} <strong id="given">0</strong></span>'
        f'<span id="left" data-left="{escape(t("phone.left"))}" data-over="{escape(t("phone.over"))}"></span></div>'
        f'<div class="bar only-js" id="bar" aria-hidden="true">{bar}</div>'
    )
    return head + "".join(_point_row(asked, at, given) for at in range(len(asked.items)))


def _point_row(asked: Asked, at: int, given: Mapping[str, str]) -> str:
    item = asked.items[at]
    name, value = escape(item.name), escape(given.get(f"v{at}", ""))
    long = " long" if len(value) > 5 else ""
    less, more = escape(t("phone.less", name=item.name)), escape(t("phone.more", name=item.name))
    return (
        f'<div class="row points-row"><div class="head c{at % 12}"><i class="swatch" aria-hidden="true"></i>'
        f'<div class="names ink"><label for="v{at}">{name}</label></div>'
        f'<button type="button" class="step only-js" data-by="-1" aria-label="{less}">−</button>'
        f'<input class="points ink{long}" type="number" inputmode="decimal" min="0" max="100" step="any" id="v{at}" '
        f'name="v{at}" value="{value}" placeholder="0" autocomplete="off">'
        f'<button type="button" class="step only-js" data-by="1" aria-label="{more}">+</button></div>'
        f"{_small('about', item.about)}{_small('range', item.range)}"
        f'<input class="only-js c{at % 12}" type="range" min="0" max="100" step="5" value="0" '
        f'aria-label="{escape(t("phone.slide", name=item.name))}"></div>'
    )


def _pairs(question: Question, asked: Asked, given: Mapping[str, str]) -> str:
    ranges = "".join(
        f"<li><strong>{escape(item.name)}</strong> {_inline(item.about)}{_small('range', item.range)}</li>"
        for item in asked.items
    )
    rows = [
        _pair(asked.name(first), asked.name(second), at, given.get(f"v{at}", ""))
        for at, (first, second) in enumerate(question.fields)
    ]
    return f"<ul>{ranges}</ul>{''.join(rows)}"


def _pair(first: str, second: str, at: int, given: str) -> str:
    options = "".join(
        f'<option value="{step}"{" selected" if given == str(step) else ""}>{escape(judged(first, second, step))}'
        "</option>"
        for step in STEPS
    )
    title = escape(t("ahp.pair", first=first, second=second))
    return (
        f'<div class="row"><h2><label for="v{at}">{title}</label></h2><select id="v{at}" name="v{at}" required>'
        f'<option value="">{escape(t("phone.choose"))}</option>{options}</select></div>'
    )


def _ratings(question: Question, asked: Asked, given: Mapping[str, str]) -> str:
    groups = _radios(
        "group", [(group, t(f"phone.group_{group}")) for group in RATER_GROUPS], given, required=True
    )
    whole = len(asked.regions) == 1
    rows: list[str] = []
    for at, (item, region) in enumerate(question.fields):
        name = (
            asked.name(item)
            if whole
            else t("phone.of_region", name=asked.name(item), region=asked.regions[region])
        )
        marks = [(f"{mark:.0f}", f"{mark:.0f}") for mark in RUBRIC] + [("", t("phone.none"))]
        scale = _radios(f"v{at}", marks, given)
        rows.append(
            f'<div class="row"><fieldset><legend>{escape(name)}</legend>'
            f'<div class="scale">{scale}</div></fieldset></div>'
        )
    return (
        f'<fieldset><legend>{escape(t("phone.group"))}</legend><div class="groups">{groups}</div></fieldset>'
        f'<p class="small">{escape(t("phone.rubric"))}</p>{"".join(rows)}'
    )


def _radios(
    field: str, choices: Sequence[tuple[str, str]], given: Mapping[str, str], *, required: bool = False
) -> str:
    chosen = given.get(field, "")
    return "".join(
        f'<label><input type="radio" name="{field}" value="{value}"{" checked" if value == chosen else ""}'
        f"{' required' if required else ''}><span>{escape(label)}</span></label>"
        for value, label in choices
    )


def _small(kind: str, words: str) -> str:
    return f'<p class="{kind}">{escape(words)}</p>' if words else ""


def _inline(words: str) -> str:
    return f'<span class="about">{escape(words)}</span>' if words else ""

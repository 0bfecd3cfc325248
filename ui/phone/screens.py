"""What a phone shows: entry, welcome, waiting, ballot, closed, revealed, ended, a problem."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from cluster_core.model.ballot import TOTAL, Question
from cluster_core.userdata.session import CODE_LENGTH, Session
from cluster_core.userdata.votes import Standing
from ui.phone import access, answers, forms, frame
from ui.phone.access import Pass
from ui.phone.frame import Page
from ui.phone.question import Asked
from ui.text import isolated, language, number, t

_REFRESH_S = 5
# What the script says of its own; the rest comes with the server's answers.
WORDS = (
    *("send", "change", "sent", "sending", "offline", "kept", "give_more", "take_back", "choose_all"),
    *("newer", "earlier", "round", "seconds", "minutes", "time_up"),
)
_PLACES = {one: f"{{{one}}}" for one in ("points", "round", "seconds", "minutes")}  # the script fills these


@dataclass(frozen=True)
class Said:
    """What became of what was sent, and the form as it was filled in; nothing by default."""

    kind: str = ""
    words: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    rescale: bool = False  # ask whether the points may be rescaled


def entry(words: str = "", kind: str = "fault") -> str:
    """Return the page where one types a join code."""
    body = (
        f"<h1>{escape(t('phone.entry'))}</h1>{frame.said(kind, words) if words else ''}"
        f'<form method="post" action="/j?lang={language()}"><p><label for="code">{escape(t("phone.code"))}</label>'
        f'<input class="code" type="text" id="code" name="code" maxlength="{CODE_LENGTH + 4}" required '
        'autocomplete="off" autocapitalize="characters" spellcheck="false"></p>'
        f'<button class="wide main">{escape(t("phone.continue"))}</button></form>'
    )
    return frame.html(Page("entry", t("app.name"), body))


def welcome(session: Session, code: str, words: str = "") -> str:
    """Return the page that a QR code opens: what it is about, what is kept, one button."""
    kept = "".join(
        f"<li>{escape(t(f'phone.privacy_{one}'))}</li>" for one in ("kept", "not", "shown", "deleted")
    )
    body = (
        f"<h1>{_title(session)}</h1>{_question(session)}{frame.said('fault', words) if words else ''}"
        f'<form method="post" action="/j/{escape(code)}?lang={language()}">'
        f'<button id="join" class="wide main">{escape(t("phone.join"))}</button></form>'
        f"<p></p><h2>{escape(t('phone.privacy'))}</h2><ul>{kept}</ul>"
    )
    return frame.html(Page("welcome", isolated(session.title), body, here=f"/j/{code}"))


def place(standing: Standing, asked: Asked, entry: Pass, left: int | None, said: Said | None = None) -> str:
    """Return the page of a session as it stands for one participant; `left` in seconds, None without a timer."""
    session, said = standing.session, said or Said()
    body = _ballot(standing, asked, entry, said) if session.state == "open" else _waiting(standing, said)
    body += _again(entry, hidden=session.state == "open")
    facts = {
        "session": session.id,
        "round": session.round,
        "rounds": session.rounds,
        "left": left,
        "lang": language(),
        "method": session.question.method,
        "sequence": standing.sequence,
        "sent": answers.shown(session.question, standing.ballot) if standing.ballot else None,
        "pass": str(entry) if entry.in_page else "",
        "kept": bool(said.given),
        "words": {one: t(f"phone.js_{one}", **_PLACES) for one in WORDS},
    }
    refresh = 0 if session.state in {"open", "ended"} else _REFRESH_S
    page = Page(
        session.state,
        isolated(session.title),
        body,
        escape(round_text(session, left)),
        facts,
        refresh,
        carried=_carried(entry),
    )
    return frame.html(page)


def problem(words: str, *, title: str = "") -> str:
    """Return a page that says what is wrong and what to do."""
    body = f'<div class="busy"><h1>{escape(title or t("phone.problem"))}</h1><p>{escape(words)}</p></div>'
    again = f'<p><a href="/j?lang={language()}">{escape(t("phone.to_entry"))}</a></p>'
    return frame.html(Page("problem", t("app.name"), body + again))


def round_text(session: Session, left: int | None) -> str:
    """Return the round and the time that is left of it, as the head line has it."""
    if not session.round:
        return ""
    told = t("phone.js_round", round=session.round)
    if session.state != "open" or left is None:
        return told
    if left == 0:
        return f"{told} · {t('phone.js_time_up')}"
    minutes, seconds = divmod(left, 60)
    key = t("phone.js_minutes", minutes=minutes, seconds=f"{seconds:02d}") if minutes else ""
    return f"{told} · {key or t('phone.js_seconds', seconds=seconds)}"


def received(outcome: str) -> str:
    """Return what an accepted vote is answered with."""
    return t("phone.stale") if outcome == "stale" else t("phone.received")


def advice(question: Question, asked: Asked, found: tuple[int, int, int]) -> str:
    """Return in words which judgement of pairs to look at again; `found` as `answers.worst` gives it."""
    at, given, better = found
    first, second = (asked.name(one) for one in question.fields[at])
    pair = (first, second)
    return t("phone.reconsider", given=forms.judged(*pair, given), better=forms.judged(*pair, better))


def _ballot(standing: Standing, asked: Asked, entry: Pass, said: Said) -> str:
    session = standing.session
    method = session.question.method
    sent = answers.shown(session.question, standing.ballot) if standing.ballot else {}
    given = {**sent, **said.given}
    points = method == "points"
    hidden = {
        "round": str(session.round),
        "sequence": str(standing.sequence + 1),
        "form": secrets.token_urlsafe(12),
        **({access.FIELD: str(entry)} if entry.in_page else {}),
    }
    inputs = "".join(
        f'<input type="hidden" name="{key}" value="{escape(value)}">' for key, value in hidden.items()
    )
    title = t(f"phone.title_{method}", parent=asked.parent)
    ask = (
        f'<button class="wide plain" name="consent" value="1">{escape(t("phone.rescale_and_send"))}</button>'
        if said.rescale
        else ""
    )
    extra = (
        f'<button type="button" id="equal" class="only-js">{escape(t("phone.equal"))}</button>'
        if points
        else ""
    )
    scale = (
        f'<button type="button" id="rescale" class="off">{escape(t("phone.rescale"))}</button>'
        if points
        else ""
    )
    return (
        f'<h1>{escape(title)}</h1>{_question(session)}<p class="small">{escape(t(f"phone.how_{method}"))}</p>'
        f'<form id="ballot" method="post" action="/j/vote?lang={language()}" autocomplete="off">{inputs}'
        f"{forms.fields(session.question, asked, given)}"
        f"{forms.comment(given.get('comment', '')) if session.comments else ''}"
        f"<footer>{frame.said(said.kind, said.words)}{ask}"
        f'<div class="actions">{extra}<button id="send" class="main">'
        f"{escape(t('phone.js_change' if sent else 'phone.js_send'))}</button></div>{scale}"
        f'<p class="note">{escape(t("phone.until_closed"))}</p></footer></form>'
    )


def _waiting(standing: Standing, said: Said) -> str:
    session = standing.session
    voted = ""
    if session.state in {"closed", "revealed"}:
        voted = t("phone.counts") if standing.ballot else t("phone.counts_not")
    note = f"<p>{escape(voted)}</p>" if voted else ""
    return (
        f'<div class="busy"><h1>{escape(t(f"phone.{session.state}"))}</h1>'
        f"<p>{escape(t(f'phone.{session.state}_more'))}</p>{note}{frame.said(said.kind, said.words)}</div>"
    )


def _again(entry: Pass, *, hidden: bool) -> str:
    """Return a form that asks for the page again, with the pass where no cookie carries it."""
    method = "post" if entry.in_page else "get"
    return (
        f'<form id="again" method="{method}" action="/j?lang={language()}"{" class=off" if hidden else ""}>'
        f'{_carried(entry)}<input type="hidden" name="lang" value="{language()}">'
        f'<button class="wide">{escape(t("phone.refresh"))}</button></form>'
    )


def _carried(entry: Pass) -> str:
    """Return the pass as a hidden field where no cookie carries it."""
    if not entry.in_page:
        return ""
    return f'<input type="hidden" name="{access.FIELD}" value="{escape(str(entry))}">'


def _title(session: Session) -> str:
    return escape(isolated(session.title))


def _question(session: Session) -> str:
    return f"<p>{escape(isolated(session.text))}</p>" if session.text else ""


def not_hundred(total: float) -> str:
    """Return the question whether points that are not 100 in all may be rescaled."""
    digits = 0 if total == int(total) else 1
    return t("phone.not_hundred", total=number(total, digits), all=number(TOTAL, 0))

"""The routes of the phone page: what is asked for, who may, and which page answers."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from cluster_core.errors import UserDataError, WorkshopError
from cluster_core.model.ballot import Ballot, points_sum
from cluster_core.model.text import Language
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.session import Session, clean_code
from cluster_core.userdata.votes import Standing
from cluster_core.workshop.rate_limit import RateLimit
from ui.phone import access, answers, guard, question, screens
from ui.phone.access import Pass
from ui.phone.guard import RefusedError
from ui.phone.screens import Said
from ui.text import speaking, t
from ui.tray import store

LIMIT = RateLimit()
_STATUS = {  # of WorkshopError's kinds
    "code": 404,
    "gone": 404,
    "token": 403,
    "room": 403,
    "ended": 410,
    "draft": 409,
    "closed": 409,
    "round": 409,
    "ballot": 422,
    "sum": 422,
}
_KEPT = ("draft", "closed", "round", "ballot", "sum")  # the form is shown again as it was filled in
_log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def _named(handler: Handler) -> Handler:
    """Answer in the phone's language, and every error with a page that names it."""

    async def answer(request: Request) -> Response:
        with speaking(language_of(request)):
            try:
                return await handler(request)
            except RefusedError as refused:
                words = t(f"phone.refused_{refused.kind}", seconds=round(refused.retry_s) + 1)
                return _problem(request, refused.kind, words, refused.status, refused.retry_s)
            except WorkshopError as wrong:
                return _problem(request, wrong.kind, _words(wrong), _STATUS.get(wrong.kind, 409))
            except UserDataError as wrong:
                _log.error("workshop: %s", wrong)
                return _problem(request, "store", t("phone.refused_store"), 503, 2.0)
            except Exception as wrong:  # noqa: BLE001 - the last line of defence: never a traceback on a phone
                number = secrets.token_hex(4)
                _log.error("error %s", number, exc_info=wrong)
                return _problem(request, "fault", t("phone.refused_fault", id=number), 500)

    return answer


def language_of(request: Request) -> Language:
    """Return the language of the address, else the first of the browser's that we speak, else Chinese."""
    wanted = [(request.query_params.get("lang") or "").lower()]
    wanted += [
        part.partition(";")[0].strip().lower()
        for part in request.headers.get("accept-language", "").split(",")
    ]
    for one in wanted:
        if one[:2] in {"zh", "en"}:
            return "zh" if one[:2] == "zh" else "en"
    return "zh" if wanted[1] in {"", "*"} else "en"


# ---- handlers


async def _entry(request: Request) -> Response:
    entry = access.read(request)
    standing = await _standing(entry)
    return await _place(standing, entry) if standing and entry else HTMLResponse(screens.entry())


async def _knock(request: Request) -> Response:
    form = await guard.form_of(request)
    if "code" not in form:
        entry = access.read(request, form)
        standing = await _standing(entry)
        return await _place(standing, entry) if standing and entry else HTMLResponse(screens.entry())
    session = await _find(request, form["code"])
    return RedirectResponse(f"/j/{session.join_code}?lang={language_of(request)}", 303)


async def _door(request: Request) -> Response:
    code, entry = clean_code(request.path_params["code"]), access.read(request)
    standing = await _standing(entry)
    if standing and entry and standing.session.join_code == code:
        return await _place(standing, entry)
    return HTMLResponse(screens.welcome(await _find(request, code), code))


async def _join(request: Request) -> Response:
    form = await guard.form_of(request)
    code, entry = clean_code(request.path_params["code"]), access.read(request, form)
    standing = await _standing(entry)
    if standing and entry and standing.session.join_code == code:
        return await _place(standing, entry)
    await _find(request, code)
    joined = await run_in_threadpool(sessions.join, store(), code)
    entry = Pass(joined.session.id, joined.token, in_page=True)
    answer = await _place(Standing(joined.session), entry)
    access.give(answer, entry, request)
    return answer


async def _vote(request: Request) -> Response:
    form = await guard.form_of(request)
    entry = access.read(request, form)
    if entry is None:
        raise RefusedError("token", 403)
    standing = await run_in_threadpool(votes.standing, store(), entry.session, entry.token)
    verdict = LIMIT.may_submit(str(entry))  # only of who is in: what others make up would fill the memory
    if not verdict.allowed:
        raise RefusedError("often", 429, verdict.retry_s)
    try:
        sent = answers.submission(standing.session.question, form)
        receipt = await run_in_threadpool(votes.vote, store(), entry.session, entry.token, sent)
    except WorkshopError as wrong:
        if _wants_json(request) or wrong.kind not in _KEPT:
            raise
        return await _kept(standing, entry, form, wrong)
    words = screens.received(receipt.outcome)
    help_ = await run_in_threadpool(_advice, standing.session, receipt.ballot)
    if _wants_json(request):
        told = {"ok": True, "outcome": receipt.outcome, "sequence": receipt.sequence, "round": receipt.round}
        sent_now = answers.shown(standing.session.question, receipt.ballot)
        return JSONResponse({**told, "sent": sent_now, "message": words, "help": help_})
    kept = form if receipt.outcome == "stale" else {"comment": form.get("comment", "")}
    now = Standing(standing.session, receipt.sequence, receipt.ballot)
    return await _place(now, entry, Said("received", f"{words} {help_}".strip(), kept))


async def _state(request: Request) -> Response:
    entry = access.read(request)
    if entry is None:
        raise RefusedError("token", 403)
    standing = await run_in_threadpool(votes.standing, store(), entry.session, entry.token)
    session = standing.session
    told = {"state": session.state, "round": session.round, "rounds": session.rounds}
    left = await _left(session)
    return JSONResponse(
        {**told, "left": left, "sequence": standing.sequence, "voted": standing.ballot is not None}
    )


# ---- what they share


async def _standing(entry: Pass | None) -> Standing | None:
    """Return where the holder of a pass stands; None for no pass, or one that is good for nothing any more."""
    if entry is None:
        return None
    try:
        return await run_in_threadpool(votes.standing, store(), entry.session, entry.token)
    except WorkshopError:
        return None


async def _find(request: Request, code: str) -> Session:
    """Return the session of a join code; wrong ones are counted and, if many, answered late."""
    guest = guard.client(request)
    verdict = LIMIT.may_try_code(guest)
    if not verdict.allowed:
        raise RefusedError("guesses", 429, verdict.retry_s)
    await asyncio.sleep(verdict.delay_s)
    try:
        return await run_in_threadpool(sessions.find_code, store(), code)
    except WorkshopError:
        LIMIT.wrong_code(guest)
        raise


def _advice(session: Session, ballot: Ballot) -> str:
    """Return which judgement to look at again; the data are read only where there is one."""
    found = answers.worst(session.question, ballot)
    return screens.advice(session.question, question.asked(session), found) if found else ""


async def _left(session: Session) -> int | None:
    if session.state != "open" or not session.timer_s:
        return None
    times = await run_in_threadpool(sessions.round_times, store(), session.id)
    return sessions.remaining_s(session, times[-1].opened if times else None)


async def _place(standing: Standing, entry: Pass, said: Said | None = None) -> Response:
    asked = await run_in_threadpool(question.asked, standing.session)
    return HTMLResponse(screens.place(standing, asked, entry, await _left(standing.session), said))


async def _kept(standing: Standing, entry: Pass, form: Mapping[str, str], wrong: WorkshopError) -> Response:
    """Return the form as it was filled in, with what is wrong with it: nothing was stored, nothing is lost."""
    asked_for = standing.session.question
    words = _words(wrong)
    if wrong.kind == "sum":
        words = screens.not_hundred(points_sum(answers.points(form, asked_for)))
    said = Said("fault", words, form, rescale=wrong.kind == "sum")
    now = await run_in_threadpool(votes.standing, store(), entry.session, entry.token)
    answer = await _place(now, entry, said)
    answer.status_code = _STATUS[wrong.kind]
    return answer


def _words(wrong: WorkshopError) -> str:
    return t(f"phone.wrong_{wrong.kind}") if wrong.kind in _STATUS else t("phone.wrong_other")


def _problem(request: Request, kind: str, words: str, status: int, retry_s: float = 0.0) -> Response:
    headers = {"Retry-After": str(round(retry_s) + 1)} if retry_s else None
    if _wants_json(request):
        told = {"ok": False, "kind": kind, "message": words, "retry": round(retry_s)}
        return JSONResponse(told, status, headers)
    if kind in {"code", "guesses"}:
        return HTMLResponse(screens.entry(words), status, headers)
    return HTMLResponse(screens.problem(words), status, headers)


def _wants_json(request: Request) -> bool:
    return request.url.path == "/j/state" or "application/json" in request.headers.get("accept", "")


ROUTES = [
    Route("/j", _named(_entry)),
    Route("/j", _named(_knock), methods=["POST"]),
    Route("/j/vote", _named(_vote), methods=["POST"]),
    Route("/j/state", _named(_state)),
    Route("/j/{code}", _named(_door)),
    Route("/j/{code}", _named(_join), methods=["POST"]),
]

"""The page that a participant's phone opens: plain HTML from routes of the server, no session of Streamlit.

Addresses (`?lang=zh` or `en` with each; else the browser's language):

- GET  /j            where one types a join code; for who is in already, the page of that session
- POST /j            field `code`: 303 to /j/CODE
- GET  /j/CODE       what the QR code holds: a welcome with the privacy notice; for who is in, the page of the session
- POST /j/CODE       joins, once a phone, and answers with the page of the session
- POST /j/vote       the ballot; answers with the page, or with JSON where the request says `Accept: application/json`:
                     `{"ok": true, "outcome", "sequence", "round", "message", "help"}`, or `{"ok": false, "kind",
                     "message", "sequence", "retry"}` with 403, 404, 409, 410, 413, 422, 429 or 503
- GET  /j/state      JSON: `{"state", "round", "rounds", "left", "sequence", "voted"}`; `left` in seconds, null for none

Fields of a ballot (`<form id="ballot">`): `v0`, `v1` ... in the order of `Question.fields` (points: a number; pairs: a
whole number from -8 to 8, k > 0 for "the first is k + 1 times as important"; ratings: 0, 25, 50, 75, 100 or empty),
`round`, `sequence`, `form`, and as far as they apply `group`, `comment`, `consent` (1: points may be rescaled), `pass`.

Elements: `#join` (the button that joins), `#send`, `#equal`, `#rescale`, `#left`, `#timer`, `#message` (what became
of a vote; `data-kind` is received, sending, offline or fault) and `<body data-state>`: entry, welcome, draft,
open, closed, revealed, ended or problem.

Who takes part is known by a pass, session and token: in the cookie `desk_phone`, or, where a browser keeps none, in the
field `pass` of the page. A tab's own pass goes before the cookie.
"""

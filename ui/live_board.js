// The sliders of one parent's children. The browser moves and reckons at once; the server's answer replaces both.
const PACE = 120; // ms between two messages at least
const PATIENCE = 500; // ms to wait for an answer before the next message goes all the same
const REST = 250; // ms without a change after which the rest of the page may follow
const PAUSE = 1000; // ms without a change that end one movement by keys
const OPEN = "M4.5 7V4.8a2.5 2.5 0 0 1 4.9-.7M3 7h8v5.5H3z";
const SHUT = "M4.5 7V4.8a2.5 2.5 0 0 1 5 0V7M3 7h8v5.5H3z";
const BACK = "M3 5.5h6a3 3 0 0 1 0 6H5M5.5 3 3 5.5 5.5 8";
const AFRESH = "M11.5 7a4.5 4.5 0 1 1-1.3-3.2M11.5 1.5v3h-3";
const boards = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let board = boards.get(parentElement);
  if (!board) {
    board = { asked: data.answered, answered: data.answered, movement: 0, sentAt: 0, changedAt: 0, held: false };
    boards.set(parentElement, board);
  }
  board.send = (asked) => setStateValue("asked", asked);
  const shape = JSON.stringify([data.words, data.rows.map((row) => [row.name, row.colour])]);
  if (board.shape !== shape) build(board, parentElement, data, shape);
  accept(board, data);
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// Only our own drawings are parsed as markup; every word goes in as text.
function button(text, path, press) {
  const made = make("button");
  made.type = "button";
  made.innerHTML = `<svg viewBox="0 0 14 14" aria-hidden="true"><path d="${path}"/></svg>`;
  made.append(make("span", "", text));
  made.addEventListener("click", press);
  return made;
}

// ---- what is on the page

function build(board, parent, data, shape) {
  const words = data.words;
  board.root?.remove();
  const root = make("div", data.rows.length > 5 ? "live-board live-board-dense" : "live-board");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", words.title);
  const ways = make("div", "live-board-ways");
  board.undo = button(words.undo, BACK, () => board.canUndo && act(board, "undo"));
  ways.append(board.undo, button(words.reset, AFRESH, () => act(board, "reset")));
  board.said = make("div", "live-board-said");
  board.said.setAttribute("role", "status");
  board.rows = data.rows.map((row, place) => force(board, row, place, words));
  const title = make("div", "live-board-title", words.title);
  const hint = make("div", "live-board-hint", words.hint);
  root.append(title, hint, ...board.rows.map((row) => row.box), board.said, ways);
  parent.append(root);
  Object.assign(board, { root, words, shape, dirty: false, held: false });
}

function force(board, row, place, words) {
  const box = make("div", "live-board-force");
  const name = make("div", "live-board-name");
  const chip = make("span", "live-board-chip");
  chip.style.background = row.colour;
  const label = make("label", "", row.name);
  const lock = button("", OPEN, () => toggle(board, place));
  lock.className = "live-board-lock";
  lock.setAttribute("aria-label", words.lock_one.replace("{name}", row.name));
  const slider = make("input");
  Object.assign(slider, { type: "range", min: 0, max: 100, step: 1, id: `live-board-${place}` });
  label.htmlFor = slider.id;
  slider.addEventListener("input", () => move(board, place));
  slider.addEventListener("pointerdown", () => begin(board));
  for (const end of ["pointerup", "pointercancel", "blur"]) slider.addEventListener(end, () => release(board));
  const foot = make("div", "live-board-foot");
  const points = make("span");
  const weight = make("b");
  foot.append(points, weight);
  name.append(chip, label, lock);
  box.append(name, slider, foot);
  return { box, lock, slider, points, weight };
}

function draw(board) {
  const { words, rows, points, locked } = board;
  const shares = reckon(board);
  const shown = shares ?? board.shown ?? board.shares;
  const total = points.reduce((sum, one) => sum + one, 0);
  rows.forEach((row, place) => {
    const weight = words.weight.replace("{weight}", percent(shown[place]));
    const given = words.points
      .replace("{points}", points[place])
      .replace("{share}", total ? percent(points[place] / total) : "–");
    set(row.points, given);
    set(row.weight, weight);
    if (row.slider.valueAsNumber !== points[place]) row.slider.value = points[place];
    row.slider.style.setProperty("--part", `${points[place]}%`);
    row.slider.setAttribute("aria-valuetext", `${given}, ${weight}`);
    row.slider.disabled = locked[place];
    row.lock.setAttribute("aria-pressed", locked[place]);
    row.lock.firstChild.firstChild.setAttribute("d", locked[place] ? SHUT : OPEN);
    set(row.lock.lastChild, locked[place] ? words.locked : words.lock);
  });
  board.shown = shown;
  const free = locked.filter((one) => !one).length;
  const held = free < locked.length;
  const said = shares === null ? (held ? words.free_zero : words.all_zero) : "";
  const stuck = free === 0 ? words.all_locked : free === 1 && held ? words.one_free : "";
  const lines = [said, stuck, ...board.notes].filter(Boolean);
  set(board.said, lines.join("\n"));
  board.said.style.whiteSpace = "pre-line";
  board.said.hidden = lines.length === 0;
  board.undo.setAttribute("aria-disabled", !board.canUndo); // a disabled one would lose the focus
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const percent = (share) => `${(share * 100).toFixed(1)}%`;

// A locked child keeps its share, the others split the rest by their points; null where there is nothing to split by.
function reckon({ points, locked, shares, moved }) {
  if (!moved) return shares;
  let kept = 0;
  let split = 0;
  points.forEach((one, place) => (locked[place] ? (kept += shares[place]) : (split += one)));
  if (!split) return locked.every(Boolean) ? shares : null;
  const rest = Math.max(0, 1 - kept) / split;
  return points.map((one, place) => (locked[place] ? shares[place] : one * rest));
}

// ---- what a hand does

function begin(board) {
  board.held = true;
  board.movement += 1;
}

function move(board, place) {
  const now = performance.now();
  if (!board.held && (board.last !== place || now - board.changedAt > PAUSE)) board.movement += 1;
  Object.assign(board, { last: place, changedAt: now, moved: true });
  board.points[place] = board.rows[place].slider.valueAsNumber;
  draw(board);
  board.dirty = true;
  pace(board);
  wait(board);
}

function release(board) {
  board.held = false;
  if (board.dirty) post(board);
}

function rest(board) {
  if (board.held || board.dirty || board.answered < board.asked) wait(board);
  else if (board.root.isConnected) board.send({ act: "rest", number: board.asked }); // no answer comes back here
}

function wait(board) {
  clearTimeout(board.resting);
  board.resting = setTimeout(() => rest(board), REST);
}

function toggle(board, place) {
  if (board.moved) board.shares = reckon(board) ?? board.shares;
  board.locked[place] = !board.locked[place];
  draw(board);
  post(board);
}

function act(board, what) {
  board.dirty = false;
  clearTimeout(board.timer);
  clearTimeout(board.resting);
  send(board, { act: what });
}

// The first change goes at once; the next when it was answered, and not sooner than the pace.
function pace(board) {
  clearTimeout(board.timer);
  const since = performance.now() - board.sentAt;
  const wait = (board.answered < board.asked ? PATIENCE : PACE) - since;
  if (wait <= 0) post(board);
  else board.timer = setTimeout(() => post(board), wait);
}

function post(board) {
  clearTimeout(board.timer);
  board.dirty = false;
  if (!board.root.isConnected) return;
  send(board, { act: "move", points: board.points, locked: board.locked, movement: board.movement });
}

function send(board, asked) {
  board.asked += 1;
  board.sentAt = performance.now();
  board.send({ ...asked, number: board.asked });
}

// ---- what the server answers

function accept(board, data) {
  const late = data.answered < board.asked && performance.now() - board.sentAt < 3 * PATIENCE;
  const first = !board.points || board.points.length !== data.rows.length;
  board.answered = data.answered;
  board.canUndo = data.can_undo;
  board.notes = data.notes;
  if (first || !(late || board.dirty)) {
    board.asked = Math.max(data.answered, late ? board.asked : 0);
    board.points = data.rows.map((row) => row.position);
    board.locked = data.rows.map((row) => row.locked);
    board.shares = data.rows.map((row) => row.share);
    board.moved = data.refused;
    if (!data.refused) board.shown = board.shares;
  } else if (board.dirty) pace(board);
  draw(board);
}

(function () {
  'use strict';
  var doc = document, facts, words, form, sending = false, draft, timer, retry, fresh = 0, failed = 0, until = 0;

  function id(name) { return doc.getElementById(name); }
  function each(list, act) { for (var at = 0; at < list.length; at += 1) { act(list[at], at); } }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }
  function key() {
    var made = '', dice = new Uint8Array(12);
    if (window.crypto && crypto.getRandomValues) { crypto.getRandomValues(dice); }
    for (var at = 0; at < 12; at += 1) { made += ((dice[at] || Math.random() * 256 | 0) + 256).toString(16).slice(1); }
    return made;
  }

  // ---- what the phone keeps: nothing that tells who it is
  function load() {
    var read = null;
    try { read = JSON.parse(localStorage.getItem('desk.' + facts.session)); } catch (closed) { read = null; }
    return read && typeof read === 'object' ? read : { round: 0, values: null, dirty: false, pending: null };
  }
  function save() {
    try { localStorage.setItem('desk.' + facts.session, JSON.stringify(draft)); } catch (closed) { return; }
  }

  // ---- asking the server
  function ask(method, address, body, done) {
    var call = new XMLHttpRequest(), over = false;
    function end(status) {
      var answer = null;
      if (over) { return; }
      over = true;
      try { answer = JSON.parse(call.responseText); } catch (none) { answer = null; }
      done(answer ? status : 0, answer || {});
    }
    call.open(method, address + '?lang=' + facts.lang, true);
    call.timeout = 8000;
    call.setRequestHeader('Accept', 'application/json');
    if (facts.pass) { call.setRequestHeader('X-Desk-Pass', facts.pass); }
    if (body) { call.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded'); }
    call.onload = function () { end(call.status); };
    call.onerror = call.onabort = call.ontimeout = function () { end(0); };
    try { call.send(body); } catch (failed) { end(0); }
  }
  function again() { save(); id('again').submit(); }
  function say(kind, text) {
    var place = id('message');
    if (place) { place.setAttribute('data-kind', kind); place.textContent = text; }
  }

  // ---- the clock: the server says how many seconds are left
  function clock() {
    var left, text;
    if (facts.state !== 'open' || until === 0) { return; }
    left = Math.max(0, Math.round((until - Date.now()) / 1000));
    text = left === 0 ? words.time_up : left < 60 ? fill(words.seconds, { seconds: left }) :
      fill(words.minutes, { minutes: Math.floor(left / 60), seconds: ('0' + left % 60).slice(-2) });
    id('timer').textContent = fill(words.round, { round: facts.round }) + ' · ' + text;
  }
  function set_clock(left) { until = typeof left === 'number' ? Date.now() + left * 1000 : 0; }

  function poll() {
    clearTimeout(timer);
    ask('GET', '/j/state', null, function (status, answer) {
      if (status === 200) {
        if (answer.state !== facts.state || answer.round !== facts.round) { again(); return; }
        set_clock(answer.left);
        facts.sequence = Math.max(facts.sequence, answer.sequence);
      } else if (status === 403 || status === 404 || status === 410) { again(); return; }
      timer = setTimeout(poll, (facts.state === 'open' ? 4000 : 3000) + Math.random() * 1000);
    });
  }

  // ---- the form
  function fields() {
    var found = {};
    each(form.elements, function (one) {
      if (!/^(v\d+|group|comment)$/.test(one.name) || (one.type === 'radio' && !one.checked)) { return; }
      found[one.name] = one.value;
    });
    return found;
  }
  function put(values) {
    each(form.elements, function (one) {
      if (!one.name || !(one.name in values)) { return; }
      if (one.type === 'radio') { one.checked = one.value === values[one.name]; } else { one.value = values[one.name]; }
    });
  }
  function body_of(vote) {
    var parts = [], name;
    for (name in vote) { if (vote.hasOwnProperty(name)) {
      parts.push(encodeURIComponent(name) + '=' + encodeURIComponent(vote[name]));
    } }
    return parts.join('&');
  }
  function points() { return form.querySelectorAll('input.points'); }
  function value(one) { var read = parseFloat(one.value); return read > 0 ? read : 0; }
  function tidy(read) { return String(Math.round(read * 100) / 100); }
  function sum() {
    var all = 0;
    each(points(), function (one) { all += value(one); });
    return Math.round(all * 1e6) / 1e6;
  }
  function complete() {
    var whole = true;
    if (facts.method === 'points') { return sum() === 100; }
    each(form.querySelectorAll('select'), function (one) { whole = whole && one.value !== ''; });
    if (facts.method === 'ratings') {
      whole = !!form.querySelector('input[name=group]:checked') && !!form.querySelector('.scale input:checked:not([value=""])');
    }
    return whole;
  }
  function same(one, other) {
    var name, alike = !!one && !!other;
    for (name in one || {}) { if (alike && (one[name] || '') !== ((other || {})[name] || '')) {
      alike = /^v/.test(name) && facts.method === 'points' && parseFloat(one[name] || 0) === parseFloat(other[name] || 0);
    } }
    return alike;
  }
  function paint_points() {
    var all = sum(), left = Math.round((100 - all) * 100) / 100, parts = id('bar').children, place = id('left');
    each(points(), function (one, at) {
      var row = one.parentNode.parentNode, range = row.querySelector('input[type=range]'), mark = value(one), ink;
      range.value = mark;
      ink = window.getComputedStyle(range).color;
      mark = Math.min(100, mark);
      range.style.backgroundImage = 'linear-gradient(to right,' + ink + ' ' + mark + '%,rgba(128,128,128,.3) ' + mark + '%)';
      parts[at].style.width = 100 * value(one) / Math.max(100, all) + '%';
    });
    id('given').textContent = tidy(all);
    place.innerHTML = '';
    place.appendChild(doc.createTextNode(place.getAttribute(left < 0 ? 'data-over' : 'data-left') + ' '));
    place.appendChild(doc.createElement('b')).textContent = tidy(Math.abs(left));
    id('rescale').className = left !== 0 && all > 0 ? '' : 'off';
    return left;
  }
  function paint() {
    var button = id('send'), left = facts.method === 'points' ? paint_points() : 0, now = fields();
    var unchanged = same(now, facts.sent);
    button.disabled = sending || !complete() || unchanged;
    button.textContent = sending ? words.sending : left > 0 ? fill(words.give_more, { points: tidy(left) }) :
      left < 0 ? fill(words.take_back, { points: tidy(-left) }) : !complete() ? words.choose_all :
      unchanged ? words.sent : facts.sent ? words.change : words.send;
  }
  function edited() {
    draft.round = facts.round; draft.values = fields(); draft.dirty = !same(draft.values, facts.sent);
    save(); paint();
  }
  function whole_shares(shares) {  // whole numbers that add up to 100: the largest remainders are rounded up
    var total = 0, given = 0, order, made;
    each(shares, function (one) { total += one; });
    made = shares.map(function (one) { var exact = 100 * one / total; given += Math.floor(exact); return Math.floor(exact); });
    order = shares.map(function (one, at) { return at; }).sort(function (a, b) {
      return (100 * shares[b] / total - made[b]) - (100 * shares[a] / total - made[a]) || a - b;
    });
    each(order.slice(0, 100 - given), function (at) { made[at] += 1; });
    return made;
  }
  function share(shares) {
    var made = whole_shares(shares);
    each(points(), function (one, at) { one.value = made[at]; });
    edited();
  }

  // ---- sending: the same form has the same key, so that it counts once however often it is sent
  function send() {
    var vote = fields(), own = form.querySelector('input[name=pass]');
    fresh = 2;
    facts.sequence += 1;
    vote.round = facts.round; vote.sequence = facts.sequence; vote.form = key();
    if (own) { vote.pass = own.value; }
    draft.pending = vote;
    save(); fire();
  }
  function fire() {
    clearTimeout(retry);
    if (!draft.pending || sending) { return; }
    sending = true;
    if (form) { paint(); }
    say('sending', words.sending);
    ask('POST', '/j/vote', body_of(draft.pending), function (status, answer) {
      sending = false;
      if (status === 200) { failed = 0; }
      if (status === 200) { accepted(answer); }
      else if (status === 0 || status === 408 || status === 429 || status >= 500) {
        say('offline', words.offline);
        failed = Math.min(5, failed + 1);  // seconds: a room that comes back does not come all at once
        retry = setTimeout(fire, Math.max(answer.retry || 0, failed * (0.5 + Math.random())) * 1000);
      } else {
        draft.pending = null; save();
        say('fault', answer.message + ' ' + words.kept);
        if (status !== 422) { timer = setTimeout(poll, 4000); }
      }
      if (form) { paint(); }
    });
  }
  function accepted(answer) {
    var vote = draft.pending;
    facts.sequence = Math.max(facts.sequence, answer.sequence);
    if (answer.outcome === 'stale' && fresh > 0) {  // another tab was faster, but this was the last tap
      fresh -= 1; facts.sequence += 1; vote.sequence = facts.sequence; vote.form = key();
      save(); retry = setTimeout(fire, 50);
      return;
    }
    draft.pending = null;
    facts.sent = answer.sent;
    if (vote.comment) { facts.sent.comment = vote.comment; }
    draft.dirty = !!form && !same(fields(), facts.sent);
    save();
    say('received', answer.outcome === 'stale' ? words.newer : answer.message + (answer.help ? ' ' + answer.help : ''));
  }

  function start_form() {
    var ready = draft.values && draft.round === facts.round && draft.dirty && !facts.kept;
    if (ready) { put(draft.values); }
    else if (draft.values && draft.round < facts.round && !facts.sent && !facts.kept) {
      put(draft.values); put({ comment: '' }); say('received', words.earlier);
    } else if (draft.values && draft.round === facts.round && facts.sent) {  // the server does not tell a comment back
      put({ comment: draft.values.comment || '' }); facts.sent.comment = draft.values.comment || '';
    }
    form.addEventListener('input', function (event) {
      var range = event.target;
      if (range.type === 'range') { range.parentNode.querySelector('input.points').value = range.value; }
      edited();
    });
    form.addEventListener('change', edited);
    form.addEventListener('click', function (event) {
      var by = event.target.getAttribute('data-by'), one;
      if (!by) { return; }
      one = event.target.parentNode.querySelector('input.points');
      one.value = tidy(Math.min(100, Math.max(0, value(one) + Number(by))));
      edited();
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      if (!sending && complete()) { send(); }
    });
    if (facts.method === 'points') {
      id('equal').onclick = function () { share([].map.call(points(), function () { return 1; })); };
      id('rescale').onclick = function () { share([].map.call(points(), value)); };
    }
    paint();
  }

  doc.documentElement.className = 'js';
  facts = JSON.parse(doc.body.getAttribute('data-facts'));
  if (!facts.session || !window.XMLHttpRequest) { return; }
  words = facts.words; form = id('ballot'); draft = load();
  if (window.history && history.replaceState) { history.replaceState(null, '', '/j?lang=' + facts.lang); }
  set_clock(facts.left);
  if (form) { start_form(); }
  if (draft.pending) { fire(); }
  else if (facts.state === 'ended') {
    try { localStorage.removeItem('desk.' + facts.session); } catch (closed) { draft = load(); }
  }
  setInterval(clock, 500);
  timer = setTimeout(poll, 2000);
  function awake() { if (!doc.hidden) { fire(); poll(); } }
  doc.addEventListener('visibilitychange', awake);
  window.addEventListener('online', awake);
  window.addEventListener('pageshow', function (event) { if (event.persisted) { awake(); } });
}());

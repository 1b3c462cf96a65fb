// The script: a chapter as text, and the changes of its lines.

const chapterList = make('nav', {class: 'chapters', 'aria-label': 'Chapters'});
const chapterSelect = make('select', {class: 'chapter-select', 'aria-label': 'Chapter', onchange: (event) => openChapter(Number(event.target.value))});
const findInput = make('input', {type: 'search', placeholder: 'Find words, or /a pattern/…', 'aria-label': 'Find words in the book, or a pattern between slashes'});
const findBox = make('div', {class: 'found', hidden: true});
const sourceBox = make('div', {class: 'source', tabindex: '0', role: 'region', 'aria-label': 'The manuscript', hidden: true});
const sourceButton = make('button', {type: 'button', class: 'chip', 'aria-pressed': 'false', onclick: () => toggleSource()}, 'Source beside');

// For fingers, which have no Ctrl.
const severalButton = make('button', {type: 'button', class: 'chip', 'aria-pressed': 'false', onclick: () => {
  chapter.several = !chapter.several;
  severalButton.setAttribute('aria-pressed', String(chapter.several));
  if (!chapter.several) goTo(chapter.at);
}}, 'Choose several');

function scriptPlace() {
  return make('div', {class: 'script'}, chapterList,
    make('section', {class: 'text', 'aria-label': 'Script'},
      make('div', {class: 'tools'}, chapterSelect, make('button', {type: 'button', class: 'chip', id: 'unsure', onclick: () => nextUnsure(1)}),
        make('button', {type: 'button', class: 'chip', id: 'marked', onclick: showMarked}), severalButton, sourceButton, findInput),
      findBox, make('div', {class: 'beside'}, linesBox, sourceBox)),
    details);
}

function showChapters() {
  const unsure = book.chapters.reduce((sum, one) => sum + one.unsure, 0);
  byId('unsure')?.replaceChildren('Next unsure', make('span', {}, String(unsure)));
  byId('marked')?.replaceChildren('Marked', make('span', {}, String(book.marked ?? 0)));
  fill(chapterList, make('h2', {}, 'Chapters'), make('ol', {}, book.chapters.map((one) => make('li', {},
    make('button', {type: 'button', 'aria-current': one.number === chapter.number ? 'true' : null,
      class: one.aloud ? '' : 'silent', onclick: () => openChapter(one.number)},
    make('span', {class: 'title'}, `${one.number}. ${one.title}`),
    make('small', {}, [one.aloud ? plural(one.lines, 'line') : 'left out', one.unsure ? `${one.unsure} unsure` : '',
      one.unplaced ? `${one.unplaced} without a place` : ''].filter(Boolean).join(' · ')))))));
  chapterSelect.replaceChildren(...book.chapters.map((one) => make('option', {value: one.number}, `${one.number}. ${one.title}`)));
  chapterSelect.value = String(chapter.number);
}

async function openChapter(number, line = 0) {
  const told = await ask('/api/chapter', {number});
  Object.assign(chapter, {number: told.number, title: told.title, aloud: told.aloud, lines: told.lines, at: 0, from: null});
  linesBox.scrollTop = 0;
  showLines();
  goTo(line);
  showChapters();
  if (place === 'script') history.replaceState(null, '', `#script/${number}/${chapter.at}`);
  if (!sourceBox.hidden) showSource();
}

const stepChapter = (by) => {
  const i = book.chapters.findIndex(({number}) => number === chapter.number) + by;
  if (book.chapters[i]) openChapter(book.chapters[i].number);
};

// Changes.

/** What the server said of a change. */
function taken(told) {
  for (const one of told.chapters ?? []) {
    if (one.number === chapter.number) takeChapter(one);
    const at = book.chapters.findIndex(({number}) => number === one.number);
    if (at >= 0) book.chapters[at] = {...one, lines: one.lines.length};
  }
  book.undo = told.undo;
  book.redo = told.redo;
  showHead();
  showChapters();
  countPeople();
}

async function tried(work) {
  try {
    return await work();
  } catch (error) {
    say(error.message, {bad: true});
    const now = chapter.number === null ? null : await ask('/api/chapter', {number: chapter.number}).catch(() => null);
    if (now) takeChapter(now);
    return null;
  }
}

/** Changes the chosen lines, or those given. It is seen at once; the server has the last word. */
async function change(edit, lines = chosenLines()) {
  const before = new Map();
  for (const {chapter: number, line} of lines) {
    if (number !== chapter.number) continue;
    const one = {...chapter.lines[line]};
    before.set(one, {line, was: chapter.lines[line]});
    if (edit.who !== undefined) one.who = edit.who;
    if (edit.how !== undefined) one.how = edit.how;
    if (edit.aloud !== undefined) one.silent = !edit.aloud;
    one.decided = true;
    chapter.lines[line] = one;
    lineRows.redraw(line);
  }
  showDetails();
  const told = await tried(() => send('/api/edit', {lines, ...edit}));
  if (!told) {
    // What is not saved is not shown, either.
    for (const [one, {line, was}] of before) {
      if (chapter.lines[line] !== one) continue;
      chapter.lines[line] = was;
      lineRows.redraw(line);
    }
    return showDetails();
  }
  taken(told);
  say(told.changed ? `${told.undo}.` : 'That is so already; nothing is changed.');
}

/** A mark is beside the script: it changes nothing that is made. */
async function markForLater() {
  const lines = chosenLines();
  if (!lines.length) return;
  const on = !chapter.lines[chapter.at].marked;
  const told = await tried(() => send('/api/mark', {lines, on}));
  if (!told) return;
  taken(told);
  say(on ? `Marked for later: ${plural(lines.length, 'line')}.` : 'The mark is taken away.');
}

async function showMarked() {
  const found = await ask('/api/find', {marked: 'yes'});
  if (!found.length) return say('No line is marked for later.');
  findInput.value = '';
  showFound(found);
  findBox.querySelector('li button').focus();
}

async function chooseWho(lines = chosenLines()) {
  const who = await choose(lines.length > 1 ? `Who says these ${lines.length} lines?` : 'Who says this?', peopleOptions(),
    {fresh: 'Somebody new:', now: chapter.lines[chapter.at]?.who});
  linesBox.focus({preventScroll: true});
  if (!who) return showDetails();
  if (who.fresh) {
    const id = await addPerson(who.fresh);
    if (id) await change({who: id}, lines);
  } else {
    await change({who}, lines);
  }
}

async function chooseHow() {
  const how = await choose('How is it said?', [{value: '', name: 'plainly'}, ...book.deliveries.map((one) => ({value: one, name: one}))],
    {now: chapter.lines[chapter.at]?.how ?? ''});
  linesBox.focus({preventScroll: true});
  if (how !== null) change({how});
}

async function splitLine() {
  const line = chapter.lines[chapter.at];
  // Between words.
  const cuts = [...line.say.matchAll(/\s+/gu)].map(({index}) => index);
  if (!cuts.length) return say('There is one word.', {bad: true});
  const at = await choose('Where does the second part begin?', cuts.map((cut) => ({value: cut,
    name: `… ${line.say.slice(cut).trim().split(/\s+/u).slice(0, 8).join(' ')}`, hint: `after “${line.say.slice(0, cut).trim().split(/\s+/u).slice(-3).join(' ')}”`})));
  if (at === null) return;
  const who = await choose('Who says the second part?', peopleOptions(), {now: line.who});
  linesBox.focus({preventScroll: true});
  if (who === null) return;
  const bytes = new TextEncoder().encode(line.say.slice(0, at)).length;
  const told = await tried(() => send('/api/split', {...chosenLines()[0], line: chapter.at, say: line.say, at: bytes, who}));
  if (told) { taken(told); say('The line is split.'); }
}

async function joinLine() {
  const line = chapter.lines[chapter.at];
  const told = await tried(() => send('/api/join', {chapter: chapter.number, line: chapter.at, say: line.say}));
  if (told) { taken(told); say('The lines are joined.'); }
}

async function changeAmbience() {
  const line = chapter.lines[chapter.at];
  const told = await askFor('Ambience from this line on', [['text', 'As in a script: {place: outdoors, intensity: 0.8}, {thunder: 0.5}, {bed: none}; empty: no change here', line.ambience ?? '']], 'Change');
  linesBox.focus({preventScroll: true});
  if (told) change({ambience: told.text});
}

async function undoOrRedo(which) {
  const told = await tried(() => send(`/api/${which}`));
  if (!told) return;
  taken(told);
  say(which === 'undo' ? `Taken back: ${told.redo}.` : `Made again: ${told.undo}.`);
}

function chooseSpeaker() {
  if (!chapter.lines.length) return;
  const {who} = chapter.lines[chapter.at];
  chapter.chosen = new Set(chapter.lines.flatMap((line, i) => (line.who === who ? [i] : [])));
  markLine();
  showDetails();
  say(`${plural(chapter.chosen.size, 'line')} of ${nameOf(who)} chosen.`);
}

// The cast, as far as the script needs it.

async function addPerson(name) {
  const told = await askFor('Somebody new', [['name', 'Name', name], ['gender', 'Voice of', '', [['', 'not known'], ['f', 'a woman'], ['m', 'a man']]]], 'Add');
  if (!told?.name) return null;
  say('The cast is read anew…');
  const done = await tried(() => send('/api/people', told));
  if (!done) return null;
  await loadBook();
  return cast.people.find((person) => person.name === told.name)?.id ?? null;
}

async function renamePerson(id) {
  const told = await askFor(`What is ${nameOf(id)} called?`, [['name', 'Name', personOf(id).name]], 'Rename');
  if (!told?.name || told.name === personOf(id).name) return;
  await changeCast('/api/person', {id, name: told.name});
}

async function mergePerson(id) {
  const into = await choose(`${nameOf(id)} is the same as`, peopleOptions().filter(({value}) => value !== id && value !== 'narrator'));
  if (into) await changeCast('/api/merge', {ids: [into, id]});
}

/** A change of the settings, after which the scripts are read anew. */
async function changeCast(path, body) {
  say('The cast is read anew…');
  const before = book.undo;
  const told = await tried(() => send(path, body));
  if (!told) return false;
  await loadBook();
  if (chapter.number !== null) takeChapter(await ask('/api/chapter', {number: chapter.number}));
  say(book.undo === before ? 'That is so already; nothing is changed.' : `${book.undo}.`);
  return true;
}

// Looking for lines.

async function nextUnsure(by) {
  const all = await ask('/api/find', {unsure: 'yes'});
  if (!all.length) return say('Every line is sure, or decided.');
  const after = (one) => one.chapter > chapter.number || (one.chapter === chapter.number && one.line > chapter.at);
  const before = (one) => one.chapter < chapter.number || (one.chapter === chapter.number && one.line < chapter.at);
  const next = by > 0 ? all.find(after) ?? all[0] : all.findLast(before) ?? all.at(-1);
  if (next.chapter === chapter.number) goTo(next.line); else await openChapter(next.chapter, next.line);
  linesBox.focus({preventScroll: true});
}

/** Lines with certain words, or, written /so/, with a pattern. */
async function findLines(words) {
  const [, pattern] = words.match(/^\/(.+)\/$/) ?? [];
  if (!pattern) return ask('/api/find', {words});
  const wanted = new RegExp(pattern, 'iu');
  return (await ask('/api/find')).filter((one) => wanted.test(one.say));
}

findInput.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    event.preventDefault();  // it would press the button that has the focus then
    findBox.querySelector('li button')?.focus();
  } else if (event.key === 'Escape') {
    closeFound();
  }
});
findBox.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  closeFound();
  event.preventDefault();
});

/** The least sure line of the book; of one that is left as it is, the next. */
async function leastSure() {
  const all = (await ask('/api/find', {unsure: 'yes'})).sort((a, b) => a.sure - b.sure);
  if (!all.length) return say('Every line is sure, or decided.');
  const at = all.findIndex((one) => one.chapter === chapter.number && one.line === chapter.at);
  const next = all[at + 1] ?? all[0];
  if (next.chapter === chapter.number) goTo(next.line); else await openChapter(next.chapter, next.line);
  linesBox.focus({preventScroll: true});
}

let finding = 0;
findInput.addEventListener('input', () => {
  clearTimeout(finding);
  finding = setTimeout(async () => {
    const words = findInput.value.trim();
    findBox.hidden = !words;
    if (!words) return;
    const found = await findLines(words).catch((error) => {
      findBox.replaceChildren(make('p', {role: 'status'}, error instanceof SyntaxError ? 'This pattern is not finished, or wrong.' : error.message));
      return null;
    });
    if (!found || words !== findInput.value.trim()) return;
    showFound(found);
  }, 120);
});

function showFound(found) {
  const kShown = 100;
  findBox.hidden = false;
  fill(findBox,
    make('p', {role: 'status'}, plural(found.length, 'line'), found.length > kShown ? `, the first ${kShown} of them shown` : '', found.length ? [' ',
      make('button', {type: 'button', class: 'link', onclick: () => chooseWho(found)}, found.length === 1 ? 'change who says it' : `change who says all ${found.length}`)] : null, ' · ',
      make('button', {type: 'button', class: 'link', onclick: closeFound}, 'close')),
    make('ol', {}, found.slice(0, kShown).map((one) => make('li', {}, make('button', {type: 'button', class: colourOf(one.who),
      onclick: async () => {
        if (one.chapter === chapter.number) goTo(one.line); else await openChapter(one.chapter, one.line);
        linesBox.focus({preventScroll: true});
      }}, make('span', {class: 'name tag'}, nameOf(one.who)), make('span', {class: 'words'}, unmarked(one.say)))))));
}

function closeFound() {
  findInput.value = '';
  findBox.hidden = true;
  linesBox.focus({preventScroll: true});
}

// The manuscript beside the script.

function toggleSource() {
  sourceBox.hidden = !sourceBox.hidden;
  sourceButton.setAttribute('aria-pressed', String(!sourceBox.hidden));
  if (!sourceBox.hidden) showSource();
  showLines();
  lineRows.reveal(chapter.at);
}

async function showSource() {
  const pieces = await ask('/api/source', {number: chapter.number}).catch(() => []);
  let missed = 0;
  sourceBox.replaceChildren(make('p', {}, ...pieces.map(({text, line}) => {
    const own = line !== null && line >= 0 ? chapter.lines[line] : null;
    // Quotation marks and white space between lines are nobody's.
    const lost = line === null && /[\p{L}\p{N}]/u.test(text);
    if (lost) ++missed;
    return make('span', {class: own ? `piece ${colourOf(own.who)}` : lost ? 'lost' : '', 'data-line': own ? line : null,
      title: lost ? 'in no line that is read' : null}, text);
  })));
  sourceBox.prepend(make('p', {class: 'count'}, missed ? `${plural(missed, 'passage')} in no line that is read` : 'Every word is in a line.'));
}
sourceBox.addEventListener('click', (event) => {
  const piece = event.target.closest('[data-line]');
  if (piece) goTo(Number(piece.dataset.line));
});

// Hearing.

const addressOf = ({who, how = '', say: words}) => soundOf({who, how, say: words});

function hearLine(i = chapter.at, then = null) {
  const line = chapter.lines[i];
  if (!line) return;
  performance.mark('hear');
  chapter.sounding = i;
  markLine();
  playSound(addressOf(line), then);
}

/** From the chosen line on; of several chosen ones, these. */
function hearFrom() {
  if (sound.playing) return stopSound();
  const chosen = [...chapter.chosen].sort((a, b) => a - b);
  const queue = chosen.length > 1 ? chosen : chapter.lines.map((_, i) => i).filter((i) => i >= chapter.at);
  const step = (k) => {
    while (k < queue.length && chapter.lines[queue[k]]?.silent) ++k;
    if (k >= queue.length) return;
    const i = queue[k];
    if (chosen.length <= 1) goTo(i); else lineRows.reveal(i);
    hearLine(i, () => step(k + 1));
    const next = queue.find((n, at) => at > k && !chapter.lines[n].silent);
    if (next !== undefined) prepareSound(addressOf(chapter.lines[next]));
  };
  step(0);
}

heardSound(() => {
  if (!sound.playing) {
    chapter.sounding = null;
    markLine();
  }
  const button = details.querySelector('[aria-keyshortcuts=Space]');
  if (button) button.firstChild.data = sound.playing ? 'Stop' : 'Hear';
});

const quickPeople = () => [...new Set([...chapter.lines.map(({who}) => who)])].filter((who) => who !== 'narrator')
  .sort((a, b) => personOf(b).lines - personOf(a).lines);

addKeys('script', [
  ['j ArrowDown', 'next line', () => goTo(chapter.at + 1)],
  ['k ArrowUp', 'line before', () => goTo(chapter.at - 1)],
  ['J Shift+ArrowDown', 'choose the next line, too', () => goTo(chapter.at + 1, {extend: true})],
  ['K Shift+ArrowUp', 'choose the line before, too', () => goTo(chapter.at - 1, {extend: true})],
  ['PageDown', '', () => goTo(chapter.at + 12)],
  ['PageUp', '', () => goTo(chapter.at - 12)],
  ['Home', 'first line', () => goTo(0)],
  ['End', 'last line', () => goTo(chapter.lines.length - 1)],
  ['ArrowRight ]', 'next chapter', () => stepChapter(1)],
  ['ArrowLeft [', 'chapter before', () => stepChapter(-1)],
  ['n', 'next unsure line', () => nextUnsure(1)],
  ['i', 'the least sure line of the book, then the next', leastSure],
  ['N', 'unsure line before', () => nextUnsure(-1)],
  ['Space', 'hear the line, or stop', () => (sound.playing ? stopSound() : hearLine())],
  ['p', 'hear from here on, or the chosen lines', hearFrom],
  ['w Enter', 'who says it', () => chooseWho()],
  ['1 2 3 4 5 6 7 8 9', 'one of those who speak most here says it', (key) => {
    const who = quickPeople()[Number(key) - 1];
    if (who) change({who});
  }],
  ['0', 'the narrator says it', () => change({who: 'narrator'})],
  ['h', 'how it is said', chooseHow],
  ['c', 'the guess is right', () => change({confirm: true})],
  ['x', 'leave out, or read aloud', () => change({aloud: Boolean(chapter.lines[chapter.at].silent)})],
  ['s', 'split the line', splitLine],
  ['m', 'join with the next line', joinLine],
  ['a', 'ambience from here on', changeAmbience],
  ['A', 'choose all of this speaker in the chapter', chooseSpeaker],
  ['b', 'source beside the script', toggleSource],
  ['l', 'mark for later, or take the mark away', markForLater],
  ['L', 'the marked lines', showMarked],
  ['/', 'find words, or a pattern', () => findInput.focus()],
]);

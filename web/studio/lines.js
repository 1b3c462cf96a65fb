// The lines of the open chapter, and which of them are meant.

const chapter = {number: null, title: '', lines: [], at: 0, chosen: new Set([0])};

const linesBody = make('div', {class: 'lines-body', role: 'presentation'});
const linesBox = make('div', {class: 'lines', role: 'listbox', tabindex: '0', id: 'lines', 'aria-multiselectable': 'true',
  'aria-label': 'Lines of the chapter'}, linesBody);
const lineRows = new Rows(linesBox, linesBody, drawLine, {measured: true, around: 6});

const isUnsure = (line) => Boolean(line.guess) && !line.decided && line.guess.sure < book.unsure_below;

function stateOf(line) {
  return [line.marked && '⚑ for later', line.silent && 'not read aloud', line.how, isUnsure(line) && `unsure ${number(line.guess.sure, 2)}`,
    line.guess && line.decided && 'corrected'].filter(Boolean).join(' · ');
}

function drawLine(i) {
  const line = chapter.lines[i];
  const state = stateOf(line);
  return make('div', {class: `line-row ${colourOf(line.who)}${line.scene ? ' scene' : ''}${line.silent ? ' silent' : ''}` +
    `${isUnsure(line) ? ' unsure' : ''}${i === chapter.at ? ' at' : ''}${i === chapter.sounding ? ' sounding' : ''}`,
  role: 'option', id: `line-${i}`, 'data-line': i, 'aria-selected': String(chapter.chosen.has(i)),
  'aria-posinset': i + 1, 'aria-setsize': chapter.lines.length},
  line.ambience ? make('span', {class: 'ambience'}, `ambience: ${line.ambience}`) : null,
  make('span', {class: 'name tag'}, nameOf(line.who)),
  make('span', {class: 'words'}, unmarked(line.say)),
  state ? make('span', {class: 'state'}, state) : null);
}

/** About what a row takes up, before it is seen. */
function guessedHeight(line) {
  const perLine = Math.max(30, (linesBox.clientWidth - 190) / 8.2);
  return 12 + 28 * Math.ceil(line.say.length / perLine) + (line.ambience ? 24 : 0);
}

function showLines() {
  lineRows.reset(chapter.lines.length, (i) => guessedHeight(chapter.lines[i]));
  linesBox.setAttribute('aria-label', `Lines of ${chapter.title}`);
  markLine();
}

/** Takes in a chapter as the server has it now; what did not change stays as it is drawn. */
function takeChapter(told) {
  const same = told.number === chapter.number && told.lines.length === chapter.lines.length;
  const before = chapter.lines;
  Object.assign(chapter, {number: told.number, title: told.title, aloud: told.aloud, lines: told.lines});
  if (!same) {
    chapter.at = Math.max(0, Math.min(chapter.at, chapter.lines.length - 1));
    chapter.chosen = new Set([chapter.at]);
    const top = linesBox.scrollTop;
    showLines();
    linesBox.scrollTop = top;
  } else {
    for (const i of [...lineRows.shown.keys()]) {
      if (JSON.stringify(before[i]) !== JSON.stringify(chapter.lines[i])) lineRows.redraw(i);
    }
  }
  markLine();
  showDetails();
}

function markLine() {
  for (const [i, row] of lineRows.shown) {
    row.classList.toggle('at', i === chapter.at);
    row.classList.toggle('sounding', i === chapter.sounding);
    row.setAttribute('aria-selected', String(chapter.chosen.has(i)));
  }
  linesBox.setAttribute('aria-activedescendant', `line-${chapter.at}`);
}

/** Goes to a line; `extend`: those on the way are meant, too. */
function goTo(i, {extend = false} = {}) {
  if (!chapter.lines.length) return;
  i = Math.max(0, Math.min(i, chapter.lines.length - 1));
  if (extend) {
    chapter.from ??= chapter.at;
    chapter.chosen = new Set();
    for (let k = Math.min(chapter.from, i); k <= Math.max(chapter.from, i); ++k) chapter.chosen.add(k);
  } else {
    chapter.from = null;
    chapter.chosen = new Set([i]);
  }
  chapter.at = i;
  lineRows.reveal(i);
  markLine();
  showDetails();
  // A page that is loaded again is at the same line.
  clearTimeout(goTo.timer);
  goTo.timer = setTimeout(() => {
    if (place === 'script') history.replaceState(null, '', `#script/${chapter.number}/${chapter.at}`);
  }, 300);
}

const chosenLines = () => [...chapter.chosen].sort((a, b) => a - b)
  .map((i) => ({chapter: chapter.number, line: i, say: chapter.lines[i].say}));

linesBody.addEventListener('click', (event) => {
  const row = event.target.closest('.line-row');
  if (!row) return;
  const i = Number(row.dataset.line);
  if (event.ctrlKey || event.metaKey || chapter.several) {
    if (chapter.chosen.has(i) && chapter.chosen.size > 1) chapter.chosen.delete(i); else chapter.chosen.add(i);
    chapter.at = chapter.chosen.has(i) ? i : Math.max(...chapter.chosen);
    markLine();
    showDetails();
  } else {
    goTo(i, {extend: event.shiftKey});
  }
  linesBox.focus({preventScroll: true});
});
linesBody.addEventListener('dblclick', (event) => {
  if (event.target.closest('.line-row')) hearLine();
});
addEventListener('resize', () => { if (chapter.lines.length) { showLines(); lineRows.reveal(chapter.at); } });

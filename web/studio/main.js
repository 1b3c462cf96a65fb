// The whole page: its places, its head, and what it does when something changes.

let book = {chapters: [], deliveries: [], unsure_below: 0.8, troubles: []};

const places = {script: {name: 'Script', make: scriptPlace}};
let place = 'script';
const openPlace = () => place;

function say(message, {bad = false} = {}) {
  const status = byId('status');
  status.textContent = message;
  status.className = `status${bad ? ' bad' : ''} shown`;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => status.classList.remove('shown'), bad ? 9000 : 5000);
}

function showHead() {
  fill(byId('head'),
    make('h1', {}, book.title ?? ''),
    Object.keys(places).length > 1 ? make('nav', {'aria-label': 'Places'}, Object.entries(places).map(([key, {name}]) => make('a', {href: `#${key}`,
      'aria-current': key === place ? 'page' : null}, name))) : null,
    make('div', {class: 'buttons'},
      make('button', {type: 'button', class: 'do', disabled: !book.undo, title: book.undo ? `Take back: ${book.undo}` : null,
        onclick: () => undoOrRedo('undo')}, 'Undo'),
      make('button', {type: 'button', class: 'do', disabled: !book.redo, title: book.redo ? `Make again: ${book.redo}` : null,
        onclick: () => undoOrRedo('redo')}, 'Redo'),
      make('button', {type: 'button', class: 'do', onclick: showHelp}, 'Keys')));
  byId('troubles').replaceChildren(...(book.troubles.length ? [make('details', {class: 'troubles', open: book.troubles.length < 3},
    make('summary', {}, plural(book.troubles.length, 'remark') + ' on the files'), make('ul', {}, book.troubles.map((one) => make('li', {}, one))))] : []));
  document.title = `${book.title} – Sotto studio`;
}

async function loadBook() {
  book = await ask('/api/book');
  takePeople(book.people);
  showHead();
  showChapters();
  lineRows.clear();
  markLine();
  if (chapter.number !== null) showDetails();
  if (book.reading) say('The book is being read…');
}

/** Who speaks how much changes with the lines; it need not be counted after each of them. */
function countPeople() {
  clearTimeout(countPeople.timer);
  countPeople.timer = setTimeout(async () => takePeople((await ask('/api/book')).people), 400);
}

addKeys('', [
  ['u Ctrl+z', 'take back', () => undoOrRedo('undo')],
  ['U Ctrl+Shift+z Ctrl+y', 'make again', () => undoOrRedo('redo')],
  ['Escape', 'stop the sound', stopSound],
  ['?', 'these keys', showHelp],
]);

async function heardEvent(event) {
  if (event.type === 'lost') return say('The studio does not answer; it is waited for.', {bad: true});
  if (event.type === 'found') say('The studio is back.');
  if (event.type === 'reading') return say('The book is being read…');
  if (event.type === 'scripts' && event.client === client) return;
  const before = book.reading;
  await loadBook();
  if (event.type === 'book' && before) say('The book is read.');
  if (chapter.number === null && book.chapters.length) return openChapter(book.chapters[0].number);
  if (chapter.number !== null) {
    const told = await ask('/api/chapter', {number: chapter.number}).catch(() => null);
    const changed = told && JSON.stringify(told.lines) !== JSON.stringify(chapter.lines);
    if (told) takeChapter(told);
    if (changed && event.type === 'scripts') say('The script was changed outside of this page; it is shown as it is now.');
  }
}

async function start() {
  await loadBook();
  byId('place').replaceChildren(places[place].make());
  showChapters();
  const [, number, line] = location.hash.slice(1).split('/').map(Number);
  const first = book.chapters.find((one) => one.number === number) ?? book.chapters.find((one) => one.aloud) ?? book.chapters[0];
  if (first) await openChapter(first.number, first.number === number ? line || 0 : 0);
  else linesBox.append(make('p', {class: 'empty'}, 'The book is being read for the first time…'));
  listen((event) => heardEvent(event).catch((error) => say(error.message, {bad: true})));
  document.documentElement.dataset.ready = 'yes';
  linesBox.focus({preventScroll: true});
}
start().catch((error) => say(error.message, {bad: true}));

// The whole page: its places, its head, and what it does when something changes.

let book = {chapters: [], deliveries: [], unsure_below: 0.8, troubles: []};

const places = {script: {name: 'Script', make: scriptPlace}, cast: {name: 'Cast', make: castPlace}, produce: {name: 'Produce', make: producePlace}};
let place = 'script';
const openPlace = () => place;

function say(message, {bad = false} = {}) {
  const status = byId('status');
  status.textContent = message.replace(/^./u, (c) => c.toUpperCase());
  status.className = `status${bad ? ' bad' : ''} shown`;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => status.classList.remove('shown'), bad ? 9000 : 5000);
}

function showHead() {
  fill(byId('head'),
    make('h1', {}, book.title ?? ''),
    make('nav', {'aria-label': 'Places'}, Object.entries(places).map(([key, {name}]) => make('a', {href: `#${key}`,
      'aria-current': key === place ? 'page' : null}, name)), making.listen ? make('a', {href: '/listen/'}, 'Listen') : null),
    make('div', {class: 'buttons'},
      make('button', {type: 'button', class: 'do', onclick: () => chooseBook()}, 'Books'),
      make('button', {type: 'button', class: 'do', disabled: !book.undo, title: book.undo ? `Take back: ${book.undo}` : null,
        onclick: () => undoOrRedo('undo')}, 'Undo'),
      make('button', {type: 'button', class: 'do', disabled: !book.redo, title: book.redo ? `Make again: ${book.redo}` : null,
        onclick: () => undoOrRedo('redo')}, 'Redo'),
      make('button', {type: 'button', class: 'do', onclick: showHelp}, 'Keys')));
  byId('troubles').replaceChildren(...(book.troubles.length ? [make('details', {class: 'troubles', open: book.troubles.length < 3},
    make('summary', {}, plural(book.troubles.length, 'remark') + ' on the files'), make('ul', {}, book.troubles.map((one) => make('li', {}, one))))] : []));
  document.title = `${book.title} – Sotto studio`;
}

// A new book: chosen, or dropped on the page.

const newBook = make('input', {type: 'file', hidden: true, 'aria-label': 'A new book', accept: '.epub,.txt,.md,.docx,.odt,.html,.htm,.pdf', onchange: () => {
  if (newBook.files[0]) addBook(newBook.files[0]);
}});
document.body.append(newBook);

async function addBook(file, query = {name: file.name}) {
  say(`${query.name} is being read…`);
  const told = await tried(async () => answerOf(await reach(`/api/new?${new URLSearchParams(query)}`, {method: 'PUT', body: file})));
  if (told) location.replace('/');
}

const ofDrop = (call) => new Promise((done, failed) => { call(done, failed); });

/** A folder of chapters, or one with a single book in it. */
async function addFolder(folder) {
  const reader = folder.createReader();
  const files = [];
  for (;;) {
    const some = await ofDrop((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const entry of some) if (entry.isFile && !entry.name.startsWith('.')) files.push(await ofDrop((done, failed) => entry.file(done, failed)));
  }
  const texts = files.filter(({name}) => /\.(txt|md|yaml)$/i.test(name));
  const books = files.filter(({name}) => /\.(epub|docx|odt|pdf|html?)$/i.test(name));
  if (books.length === 1 && texts.every(({name}) => /\.yaml$/i.test(name))) return addBook(books[0]);
  const named = Object.fromEntries(await Promise.all(texts.map(async (file) => [file.name, await file.text()])));
  return addBook(JSON.stringify(named), {name: folder.name, folder: 'yes'});
}

async function chooseBook() {
  const books = await ask('/api/books');
  const now = books.find(({open}) => open)?.name;
  const name = await choose('Which book?', [...books.map(({name, title, open}) => ({value: name, name: title, hint: open ? 'open' : name})),
    {value: '/new', name: 'A new book…', hint: 'or drop a file or a folder on this page'}], {now});
  if (name === '/new') return newBook.click();
  if (name && name !== now && await tried(() => send('/api/open', {name}))) location.replace('/');
}
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const entry = event.dataTransfer.items[0]?.webkitGetAsEntry?.();
  if (entry?.isDirectory) addFolder(entry);
  else if (event.dataTransfer.files[0]) addBook(event.dataTransfer.files[0]);
});

async function loadBook() {
  book = await ask('/api/book');
  takePeople(book.people);
  showHead();
  showChapters();
  lineRows.clear();
  markLine();
  if (chapter.number !== null) showDetails();
  if (place === 'cast') showCast();
  if (book.reading) say('The book is being read…');
}

/** Who speaks how much changes with the lines; it need not be counted after each of them. */
function countPeople() {
  clearTimeout(countPeople.timer);
  countPeople.timer = setTimeout(async () => takePeople((await ask('/api/book')).people), 400);
}

/** Goes where the address says. */
async function goToPlace() {
  const [where, ...rest] = location.hash.slice(1).split('/');
  const wanted = places[where] ? where : 'script';
  if (wanted !== place || !byId('place').firstChild) {
    place = wanted;
    stopSound();
    byId('place').replaceChildren(places[place].make());
    showHead();
    if (place === 'script') {
      showChapters();
      if (chapter.lines.length) {
        showLines();
        lineRows.reveal(chapter.at);
      }
    }
  }
  if (where === 'line') return openSaid(...rest.map(decodeURIComponent));
  const [number, line] = rest.map(Number);
  if (place !== 'script' || !number) return null;
  if (number !== chapter.number) await openChapter(number, line || 0);
  else if (line !== chapter.at) goTo(line || 0);
  return null;
}

/** From the report's page: a line by its chapter's title and its words. */
async function openSaid(title, words) {
  const found = (await ask('/api/find', {words})).filter((one) => unmarked(one.say) === words || one.say.includes(words));
  const named = new Set(book.chapters.filter((one) => one.title === title).map((one) => one.number));
  const one = found.find((line) => named.has(line.chapter)) ?? found[0];
  if (!one) return say('This line is not in the script any more.', {bad: true});
  await openChapter(one.chapter, one.line);
  linesBox.focus({preventScroll: true});
}
addEventListener('hashchange', () => goToPlace().catch((error) => say(error.message, {bad: true})));

addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  say(event.reason?.message ?? String(event.reason), {bad: true});
});

addKeys('', [
  ['Ctrl+1', 'the script', () => { location.hash = 'script'; }],
  ['Ctrl+2', 'the cast', () => { location.hash = 'cast'; }],
  ['Ctrl+3', 'making the audiobook', () => { location.hash = 'produce'; }],
  ['u Ctrl+z', 'take back', () => undoOrRedo('undo')],
  ['U Ctrl+Shift+z Ctrl+y', 'make again', () => undoOrRedo('redo')],
  ['Escape', 'stop the sound', stopSound],
  ['?', 'these keys', showHelp],
]);

async function heardEvent(event) {
  if (event.type === 'lost') return say('The studio does not answer; it is waited for.', {bad: true});
  if (event.type === 'found') say('The studio is back.');
  if (event.type === 'reading') return say('The book is being read…');
  if (event.type === 'making') return takeMaking(event);
  if (event.type === 'scripts' && event.client === client) return;
  const before = book.reading;
  await loadBook();
  if (event.type === 'book' && place === 'cast') await loadCast();
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
  making = await ask('/api/making');
  await loadBook();
  const first = book.chapters.find((one) => one.aloud) ?? book.chapters[0];
  await goToPlace();
  if (chapter.number === null && first) await openChapter(first.number);
  if (!first) linesBox.append(make('p', {class: 'empty'}, 'The book is being read for the first time…'));
  listen((event) => heardEvent(event)?.catch((error) => say(error.message, {bad: true})));
  document.documentElement.dataset.ready = 'yes';
  if (place === 'script') linesBox.focus({preventScroll: true});
}
start().catch((error) => say(error.message, {bad: true}));

// The table of all lines.

const kRow = 44;
const kCard = 84;  // a row on a narrow screen
const narrow = matchMedia('(max-width: 760px)');

const columns = [
  {key: 'number', name: 'No.', value: (l) => l.number, show: (l) => `${l.number + 1}`, right: true},
  {key: 'who', name: 'Speaker', value: (l) => nameOf(l.who).toLowerCase(),
    show: (l) => make('span', {class: `tag ${colourClass(l.who)}`}, speakerName(l.who))},
  {key: 'text', name: 'Line', value: (l) => l.text.toLowerCase(), show: (l) => l.text},
  {key: 'how', name: 'Delivery', value: (l) => l.how, show: (l) => l.how},
  {key: 'sure', name: 'Sure', value: (l) => l.guess?.confidence ?? null, right: true,
    show: (l) => (l.guess ? number(l.guess.confidence, 2) : '–')},
  {key: 'why', name: 'Evidence', value: (l) => l.guess?.rule ?? '', show: (l) => evidence(l)},
  {key: 'level', name: 'Level', value: (l) => l.level_lufs, show: (l) => number(l.level_lufs, 1), right: true,
    title: 'LUFS of the speech alone'},
  {key: 'bed', name: 'Over bed', value: (l) => l.over_bed_lu, show: (l) => number(l.over_bed_lu, 1), right: true,
    title: 'LU of the speech over the ambience'},
  {key: 'clear', name: 'Clear', value: (l) => l.intelligibility, show: (l) => number(l.intelligibility, 3), right: true,
    title: 'ESTOI, 0 to 1: how well words are understood over the bed'},
];

function evidence(line) {
  if (!line.guess) return '';
  const {rule, evidence: why, second, corrected} = line.guess;
  return [corrected ? 'corrected by hand' : rule, why, second && `or ${nameOf(second)}`].filter(Boolean).join(' · ');
}

const filters = {
  all: {name: 'All', keep: () => true},
  unsure: {name: 'Unsure', keep: isUnsure, sort: ['sure', 1]},
  worst: {name: 'Worst', keep: isWorst, sort: ['clear', 1]},
  corrected: {name: 'Corrected', keep: (line) => line.guess?.corrected},
};

const table = {filter: 'all', who: '', text: '', sort: ['number', 1], rows: []};
const tableBody = make('div', {class: 'rows', role: 'rowgroup'});
const tableBox = make('div', {class: 'table', role: 'table', 'aria-label': 'Lines', tabindex: '0'});
const tableCount = make('p', {class: 'count', role: 'status'});

function tableHead() {
  return make('div', {role: 'rowgroup', class: 'head'}, make('div', {class: 'row', role: 'row', 'aria-rowindex': '1'},
    make('span', {role: 'columnheader'}, make('span', {class: 'hidden'}, 'Play')),
    columns.map((column) => {
      const sorted = table.sort[0] === column.key;
      const direction = sorted ? (table.sort[1] > 0 ? 'ascending' : 'descending') : 'none';
      return make('span', {role: 'columnheader', 'aria-sort': direction, class: column.right ? 'right' : ''},
        make('button', {type: 'button', title: column.title ?? `Sort by ${column.name.toLowerCase()}`, onclick: () => {
          table.sort = [column.key, sorted ? -table.sort[1] : 1];
          showTable();
          tableBox.querySelector(`[data-key=${column.key}]`)?.focus();
        }, 'data-key': column.key}, column.name, sorted ? (table.sort[1] > 0 ? ' ↑' : ' ↓') : ''));
    })));
}

const order = make('select', {class: 'order', 'aria-label': 'Sort by', onchange: (event) => {
  table.sort = [event.target.value, 1];
  showTable();
}}, columns.map((column) => make('option', {value: column.key}, column.key === 'number' ? 'In reading order' : `By ${column.name.toLowerCase()}`)));

function showTable() {
  const words = table.text.toLowerCase();
  const {keep} = filters[table.filter];
  table.rows = allLines.filter((line) => keep(line) && (!table.who || line.who === table.who) &&
    (!words || line.text.toLowerCase().includes(words)));
  const [key, direction] = table.sort;
  const {value} = columns.find((column) => column.key === key);
  table.rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y || (x == null && y == null)) return a.number - b.number;
    if (x == null) return 1;
    if (y == null) return -1;
    return (x < y ? -1 : 1) * direction;
  });
  order.value = key;
  tableBox.dataset.shown = ['sure', 'level', 'bed'].includes(key) ? key : 'clear';
  tableBox.setAttribute('aria-rowcount', table.rows.length + 1);
  tableBox.replaceChildren(tableHead(), tableBody);
  tableCount.textContent = table.rows.length === allLines.length ? plural(allLines.length, 'line')
    : `${table.rows.length} of ${plural(allLines.length, 'line')}`;
  tableBox.scrollTop = 0;
  showRows();
}

const tableRows = new Rows(tableBox, tableBody, (i) => {
  const line = table.rows[i];
  const failing = line.findings.some(({finding}) => finding.fails);
  const told = line.findings.map(({check, finding}) => `${check.name}: ${finding.message}`).join('\n');
  return make('div', {role: 'row', 'aria-rowindex': i + 2, 'data-number': line.number, title: told || null,
    class: `row${failing ? ' failing' : ''}${line === playingLine() ? ' now' : ''}`},
  make('span', {role: 'cell'}, line.silent ? null :
    playButton(`Play line ${line.number + 1}, ${speakerName(line.who)}`, () => playLine(line, {alone: true}))),
  columns.map((column) => make('span', {role: 'cell', class: `c-${column.key}${column.right ? ' right' : ''}`,
    'data-name': column.name}, column.show(line))));
});

function showRows() {
  tableBody.querySelector('.empty')?.remove();
  tableRows.reset(table.rows.length, () => (narrow.matches ? kCard : kRow));
  if (!table.rows.length) tableBody.append(make('p', {class: 'empty'}, 'No line is like that.'));
}

const playingLine = () => chapterNow()?.lines[player.line];

function choose(filter) {
  table.filter = filter;
  table.sort = filters[filter].sort ?? ['number', 1];
  document.querySelectorAll('.chip').forEach((chip) =>
    chip.setAttribute('aria-pressed', String(chip.dataset.filter === filter)));
  showTable();
}

function lineTable() {
  const chips = Object.entries(filters).map(([key, {name, keep}]) => {
    const count = allLines.filter(keep).length;
    return make('button', {type: 'button', class: 'chip', 'data-filter': key, 'aria-pressed': String(key === 'all'),
      onclick: () => choose(key)}, name, make('span', {}, String(count)));
  });
  let waiting = 0;
  const search = make('input', {type: 'search', placeholder: 'Find words…', 'aria-label': 'Find words in the lines',
    oninput: (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { table.text = event.target.value; showTable(); }, 120);
    }});
  const who = make('select', {'aria-label': 'Speaker', onchange: (event) => { table.who = event.target.value; showTable(); }},
    make('option', {value: ''}, 'All speakers'),
    [...speakers.values()].map((speaker) => make('option', {value: speaker.id}, speakerName(speaker.id))));
  byId('lines-body').append(
    make('div', {class: 'tools'}, make('div', {class: 'chips', role: 'group', 'aria-label': 'Which lines'}, chips), who, order, search),
    tableCount, tableBox);
  addEventListener('resize', showRows);
  showTable();
  heard((what) => {
    if (what !== 'line') return;
    tableBody.querySelectorAll('.now').forEach((row) => row.classList.remove('now'));
    const line = playingLine();
    if (line) tableBody.querySelector(`[data-number="${line.number}"]`)?.classList.add('now');
  });
}

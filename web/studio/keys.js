// The keys: one table that is both what is done and what the help says.

const keys = {table: [], single: localStorage.getItem('single-keys') !== 'off'};

/**
 * `on`: as KeyboardEvent.key has it, with "Ctrl+" or "Shift+" before it; `what`: for the help; `run`: what it does;
 * `place`: where it holds ('' everywhere).
 */
function addKeys(place, rows) {
  for (const [on, what, run] of rows) keys.table.push({on: on.split(' '), what, run, place});
}

function nameOfKey(event) {
  const {key} = event;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  // Of a character, the shift is in the character.
  if (event.shiftKey && (key.length > 1 || parts.length)) parts.push('Shift');
  parts.push(key === ' ' ? 'Space' : parts.length ? key.replace(/^[A-Z]$/, (c) => c.toLowerCase()) : key);
  return parts.join('+');
}

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const typing = event.target.closest('input, textarea, select');
  const name = nameOfKey(event);
  const plain = !name.startsWith('Ctrl+');
  // In a field, also taking back is the field's.
  if (typing && (plain || ['Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+y'].includes(name))) return;
  // A button is pressed with these.
  if (event.target.closest('button, a, summary') && ['Enter', 'Space'].includes(name)) return;
  if (plain && name.length === 1 && !keys.single) return;
  const row = keys.table.find(({on, place}) => on.includes(name) && (!place || place === openPlace()));
  if (!row) return;
  event.preventDefault();
  row.run(name);
});

const shownKey = (key) => key.replace('ArrowDown', '↓').replace('ArrowUp', '↑').replace('ArrowLeft', '←')
  .replace('ArrowRight', '→').replace('Escape', 'Esc');

function showHelp() {
  const single = make('input', {type: 'checkbox', id: 'single-keys', onchange: () => {
    keys.single = single.checked;
    localStorage.setItem('single-keys', keys.single ? 'on' : 'off');
  }});
  single.checked = keys.single;
  const dialog = make('dialog', {class: 'help', 'aria-label': 'Keys', onclose: () => dialog.remove()},
    make('h2', {}, 'Keys'),
    make('table', {class: 'plain'}, make('tbody', {}, keys.table
      .filter(({place, what}) => what && (!place || place === openPlace()))
      .map(({on, what}) => make('tr', {}, make('th', {scope: 'row'}, on.map((key, i) => [i ? ' ' : '', make('kbd', {}, shownKey(key))]).flat()),
        make('td', {}, what))))),
    make('p', {}, make('label', {for: 'single-keys'}, single, ' Single letters are keys')),
    make('form', {method: 'dialog'}, make('button', {class: 'do'}, 'Close')));
  document.body.append(dialog);
  dialog.showModal();
}

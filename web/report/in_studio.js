// Within the studio, the page leads back to it: from a line to the same line of the script.

const inStudio = location.pathname === '/listen/';

/** To a line of the script, where it can be corrected, and a mark to do that later; nothing where there is no studio. */
function correctLink(line) {
  if (!inStudio || !line) return null;
  const {title} = report.chapters[line.chapter];
  const mark = make('button', {type: 'button', class: 'correct', onclick: async () => {
    const response = await fetch('/api/mark', {method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({title, said: line.said})}).catch(() => null);
    mark.textContent = response?.ok ? 'Marked' : response ? 'Not in the script any more' : 'The studio does not answer';
  }}, 'Mark for later');
  return make('span', {class: 'in-studio'}, make('a', {class: 'correct', href: `/#line/${[title, line.said].map(encodeURIComponent).join('/')}`}, 'Correct this line'), ' ', mark);
}

const studioLinks = () => (inStudio ? [['script', 'Script'], ['cast', 'Cast of the book'], ['produce', 'Produce']]
  .map(([place, name]) => make('a', {href: `/#${place}`}, name)) : []);

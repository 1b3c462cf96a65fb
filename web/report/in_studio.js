// Within the studio, the page leads back to it: from a line to the same line of the script.

const inStudio = location.pathname === '/listen/';

/** To a line of the script, where it can be corrected; null where there is no studio. */
function correctLink(line) {
  if (!inStudio || !line) return null;
  const chapter = report.chapters[line.chapter];
  return make('a', {class: 'correct', href: `/#line/${[chapter.title, line.said].map(encodeURIComponent).join('/')}`}, 'Correct this line');
}

const studioLinks = () => (inStudio ? [['script', 'Script'], ['cast', 'Cast of the book'], ['produce', 'Produce']]
  .map(([place, name]) => make('a', {href: `/#${place}`}, name)) : []);

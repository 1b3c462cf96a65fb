// What is known of the line that is looked at, and everything that can be done with it.

const details = make('aside', {class: 'details', id: 'details', 'aria-label': 'The chosen line'});

/** How a rule of the annotator's reads in a sentence. */
function whyOf({guess}) {
  const {who, how, sure, rule, evidence} = guess;
  return make('p', {class: 'why'}, make('b', {}, nameOf(who)), how ? `, ${how}` : '', `, ${number(sure, 2)} sure: `, rule,
    evidence ? [' (“', make('q', {}, evidence), '”)'] : '');
}

const peopleOptions = () => cast.people.map(({id, lines, aliases}) => ({value: id, name: nameOf(id), colour: colourOf(id),
  hint: `${plural(lines, 'line')}${aliases?.length ? ' · ' + aliases.slice(0, 3).join(', ') : ''}`}));

function selectOf(label, id, options, value, change) {
  const select = make('select', {id}, options.map(([key, name]) => make('option', {value: key}, name)));
  select.value = value;
  // Who passes over choices with the arrows has chosen with Enter, or on leaving.
  let passing = false;
  let told = value;
  const choose = () => {
    passing = false;
    if (select.value === told) return;
    told = select.value;
    change(told);
  };
  select.addEventListener('keydown', ({key}) => {
    if (key === 'Escape') select.value = told;
    passing = !['Enter', 'Tab', 'Escape'].includes(key);
    if (!passing) choose();
  });
  select.addEventListener('pointerdown', () => { passing = false; });
  select.addEventListener('change', () => { if (!passing) choose(); });
  select.addEventListener('blur', choose);
  return make('p', {class: 'field'}, make('label', {for: id}, label), select);
}

function action(name, key, run, attributes = {}) {
  return make('button', {type: 'button', class: 'do', onclick: run, 'aria-keyshortcuts': key, ...attributes}, name,
    key ? make('kbd', {'aria-hidden': 'true'}, key) : null);
}

function showDetails() {
  const line = chapter.lines[chapter.at];
  if (!line) return fill(details, make('p', {class: 'empty'}, 'There is no line.'));
  const many = chapter.chosen.size;
  const here = chapter.lines.filter(({who}) => who === line.who).length;
  const people = cast.people.map(({id}) => [id, nameOf(id)]);
  if (!cast.byId.has(line.who)) people.push([line.who, nameOf(line.who)]);
  fill(details,
    make('h2', {}, many > 1 ? `${many} lines` : `Line ${chapter.at + 1} of ${chapter.lines.length}`),
    many > 1 ? null : make('blockquote', {}, unmarked(line.say)),
    make('div', {class: 'buttons'},
      action(sound.playing ? 'Stop' : 'Hear', 'Space', () => (sound.playing ? stopSound() : hearLine())),
      action('From here', 'p', hearFrom)),
    selectOf('Who says it', 'who', [...people, ['+', 'Somebody new…']], line.who,
      (who) => (who === '+' ? chooseWho() : change({who}))),
    selectOf('How', 'how', [['', 'plainly'], ...book.deliveries.map((how) => [how, how])], line.how ?? '',
      (how) => change({how})),
    line.guess ? make('div', {class: 'guess'}, make('h3', {}, line.decided ? 'What was guessed' : 'Why'), whyOf(line),
      line.guess.second ? make('p', {}, 'or perhaps ', make('button', {type: 'button', class: `link tag ${colourOf(line.guess.second)}`,
        onclick: () => change({who: line.guess.second})}, nameOf(line.guess.second))) : null,
      line.decided || line.who === 'narrator' ? null : action('That is right', 'c', () => change({confirm: true})),
      line.decided && line.guess.who !== line.who ? action(`${nameOf(line.guess.who)} after all`, '', () => change({who: line.guess.who, how: line.guess.how})) : null) : null,
    make('div', {class: 'buttons'},
      action(line.marked ? 'Take the mark away' : 'Mark for later', 'l', markForLater),
      action(line.silent ? 'Read aloud' : 'Leave out', 'x', () => change({aloud: Boolean(line.silent)})),
      many > 1 ? null : action('Split', 's', splitLine),
      many > 1 ? null : action('Join with next', 'm', joinLine),
      many > 1 ? null : action(line.ambience ? 'Ambience' : 'Add ambience', 'a', changeAmbience)),
    line.ambience ? make('p', {class: 'why'}, `The ambience changes here: ${line.ambience}`, line.ambience_why ? ` (“${line.ambience_why}”)` : '') : null,
    make('div', {class: 'buttons'},
      action(`All ${here} of ${nameOf(line.who)} here`, 'A', chooseSpeaker),
      line.who === 'narrator' ? null : action('Rename', '', () => renamePerson(line.who)),
      line.who === 'narrator' ? null : action('Is somebody else of the cast', '', () => mergePerson(line.who))));
}

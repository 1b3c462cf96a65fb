// The cast: who speaks how much, with which voice, and who may be one person. Voices are heard before they are chosen.

const casting = {voices: [], merged: [], pronunciations: {}, chosen: new Set(), open: null, changes: {}, filter: ''};

const castTable = make('div', {class: 'cast-table'});
const castSide = make('aside', {class: 'details', 'aria-label': 'Who is chosen'});

function castPlace() {
  loadCast().catch((error) => say(error.message, {bad: true}));
  return make('div', {class: 'casting'}, make('section', {'aria-label': 'Cast'}, castTable), castSide);
}

async function loadCast() {
  Object.assign(casting, await ask('/api/cast'));
  casting.chosen = new Set([...casting.chosen].filter((id) => cast.byId.has(id)));
  if (!cast.byId.has(casting.open)) casting.open = cast.people.find(({id}) => id !== 'narrator')?.id ?? 'narrator';
  showCast();
}

/** A name that is all within another one: Pratt, and Mr. Pratt; not Mrs. Pratt and Mr. Pratt. */
function mayBeOne() {
  const words = (name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  const people = cast.people.filter(({id, lines}) => id !== 'narrator' && lines);
  const pairs = [];
  for (const a of people) {
    for (const b of people) {
      const [small, large] = [words(a.name), words(b.name)];
      if (a !== b && !(a.gender && b.gender && a.gender !== b.gender) && small.length && small.length < large.length && small.every((word) => large.includes(word))) pairs.push([b, a]);
    }
  }
  return pairs;
}

function showCast() {
  if (place !== 'cast') return;
  const all = cast.people.reduce((sum, {words}) => sum + words, 0) || 1;
  const wanted = casting.filter.toLowerCase();
  const shown = cast.people.filter(({name, aliases}) => [name, ...(aliases ?? [])].some((one) => one.toLowerCase().includes(wanted)));
  const filter = make('input', {type: 'search', placeholder: 'Find a name…', 'aria-label': 'Find a name', value: casting.filter, oninput: (event) => {
    casting.filter = event.target.value;
    showCast();
    const again = castTable.querySelector('input[type=search]');
    again.focus();
    again.setSelectionRange(again.value.length, again.value.length);
  }});
  const merge = action(casting.chosen.size < 2 ? 'Merge the chosen' : `Merge ${casting.chosen.size} into one`, '', mergeChosen, {disabled: casting.chosen.size < 2});
  const few = action('Choose all who speak once or twice', '', () => {
    casting.chosen = new Set(cast.people.filter(({id, lines, settled}) => id !== 'narrator' && lines < 3 && !settled).map(({id}) => id));
    showCast();
  });
  const pairs = mayBeOne();
  fill(castTable,
    make('div', {class: 'tools'}, filter, few, merge),
    pairs.length ? make('ul', {class: 'pairs', 'aria-label': 'Probably one person'}, pairs.slice(0, 8).map(([a, b]) => make('li', {},
      `${nameOf(a.id)} and ${nameOf(b.id)} are probably one: `, make('button', {type: 'button', class: 'link',
        onclick: () => changeCast('/api/merge', {ids: [a.id, b.id]}).then(loadCast)}, 'make them one')))) : null,
    make('table', {class: 'plain'}, make('thead', {}, make('tr', {}, ['Choose', 'Who', 'Lines', 'Share', 'Sex', 'Age', 'Voice', 'First words'].map((name) => make('th', {scope: 'col', class: ['Share', 'Sex', 'Age', 'First words'].includes(name) ? 'wide-only' : ''}, name)))),
      make('tbody', {}, shown.map((person) => {
        const {id, lines, words, gender, age, voice, voice_why: why, first} = person;
        const box = make('input', {type: 'checkbox', 'aria-label': `Choose ${nameOf(id)}`, disabled: id === 'narrator', onchange: () => {
          if (box.checked) casting.chosen.add(id); else casting.chosen.delete(id);
          showCast();
        }});
        box.checked = casting.chosen.has(id);
        return make('tr', {class: `${colourOf(id)}${id === casting.open ? ' at' : ''}`},
          make('td', {}, box),
          make('th', {scope: 'row'}, make('button', {type: 'button', class: 'link tag', 'data-id': id, onclick: () => openPerson(id)}, nameOf(id))),
          make('td', {class: 'right'}, String(lines)), make('td', {class: 'right wide-only'}, `${number((100 * words) / all, 1)} %`),
          make('td', {class: 'wide-only'}, gender || '–'), make('td', {class: 'wide-only'}, age || '–'),
          make('td', {title: why || null}, voice ?? '–', why && !/named/.test(why) ? make('small', {}, ' chosen for them') : null),
          make('td', {class: 'first wide-only'}, unmarked(first ?? '')));
      }))));
  showPerson();
}

function openPerson(id) {
  casting.open = id;
  casting.changes = {};
  showCast();
  castTable.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus();
}

/** What somebody says in an audition: a line of theirs that is neither short nor long. */
async function lineOf(id) {
  const lines = await ask('/api/find', {who: id});
  const good = lines.filter(({say: words}) => words.length > 30 && words.length < 140);
  return (good[0] ?? lines[0])?.say ?? 'It had rained since noon, and nobody had come.';
}

/** Voices that fit somebody, the fitting ones first. */
function fitting({gender, age, voice}) {
  const fits = (one) => (gender && one.gender && one.gender !== gender ? 2 : 0) + (age && one.age !== age ? 1 : 0);
  return casting.voices.filter(({name}) => name !== voice && name !== 'narrator').sort((a, b) => fits(a) - fits(b));
}

function setChange({group, key}, value) {
  if (group) (casting.changes[group] ??= {})[key] = value;
  else casting.changes[key] = value;
}

async function hearChanged() {
  const person = personOf(casting.open);
  const response = await sendRaw('/api/try', {voice: person.voice, changes: casting.changes, say: await lineOf(person.id)});
  if (!response.ok) return say((await response.json()).error, {bad: true});
  URL.revokeObjectURL(casting.sound);
  casting.sound = URL.createObjectURL(await response.blob());
  playSound(casting.sound);
}

function numberField(spec) {
  const {group, key, least, most, unit, value} = spec;
  const step = Number.isInteger(value) && most - least > 4 ? 1 : 0.05;
  const id = `${group}-${key}`;
  const slider = make('input', {type: 'range', id, min: least, max: most, step, value});
  const field = make('input', {type: 'number', min: least, max: most, step, value, 'aria-label': `${key}, as a number`});
  let waiting = 0;
  const moved = (from, to) => {
    to.value = from.value;
    setChange(spec, Number(from.value));
    clearTimeout(waiting);
    waiting = setTimeout(() => hearChanged().catch((error) => say(error.message, {bad: true})), 60);
    castSide.querySelectorAll('.needs-change').forEach((button) => { button.disabled = false; });
  };
  slider.addEventListener('input', () => moved(slider, field));
  field.addEventListener('change', () => moved(field, slider));
  return make('p', {class: 'number'}, make('label', {for: id}, key, unit ? make('small', {}, ` ${unit}`) : null), slider, field);
}

async function auditionAll(voices, text) {
  const step = (i) => {
    castSide.querySelectorAll('.voices li').forEach((item, k) => item.classList.toggle('sounding', k === i));
    if (i >= voices.length) return;
    playSound(soundOf({voice: voices[i].name, say: text, even: 'yes'}), () => step(i + 1));
    if (voices[i + 1]) prepareSound(soundOf({voice: voices[i + 1].name, say: text, even: 'yes'}));
  };
  step(0);
}

function showPerson() {
  const person = personOf(casting.open);
  const voice = casting.voices.find(({name}) => name === person.voice);
  const six = fitting(person).slice(0, 6);
  const give = async (name) => { if (await changeCast('/api/person', {id: person.id, voice: name})) await loadCast(); };
  const tell = async (key, value) => { if (await changeCast('/api/person', {id: person.id, [key]: value})) await loadCast(); };
  const aliases = (person.aliases ?? []);
  fill(castSide,
    make('h2', {class: colourOf(person.id)}, make('span', {class: 'tag'}, nameOf(person.id))),
    make('p', {class: 'why'}, plural(person.lines, 'line'), person.gender_why ? ` · ${person.gender_why}` : '', person.age_why ? ` · ${person.age_why}` : ''),
    aliases.length ? make('ul', {class: 'names', 'aria-label': 'Other names'}, aliases.map((name) => make('li', {}, name,
      casting.merged.some((one) => one.toLowerCase() === name.toLowerCase()) ? make('button', {type: 'button', class: 'link',
        onclick: () => changeCast('/api/part', {name}).then(loadCast)}, 'is somebody else') : null))) : null,
    make('div', {class: 'buttons'}, action('Rename', '', () => renamePerson(person.id).then(loadCast)),
      action('Their lines', '', async () => {
        const [first] = await ask('/api/find', {who: person.id});
        if (first) location.hash = `script/${first.chapter}/${first.line}`;
      })),
    person.id === 'narrator' ? null : selectOf('Sex', 'sex', [['', 'as found'], ['f', 'a woman'], ['m', 'a man']], person.told_gender ?? '', (value) => tell('gender', value)),
    person.id === 'narrator' ? null : selectOf('Age', 'age', [['', 'as found'], ...['child', 'young', 'adult', 'old'].map((one) => [one, one])], person.told_age ?? '', (value) => tell('age', value)),
    make('h2', {}, 'Voice'),
    selectOf('Voice', 'voice', casting.voices.map(({name}) => [name, name]), person.voice ?? '', give),
    voice ? make('p', {class: 'why'}, voice.description) : null,
    make('div', {class: 'buttons'}, action('Hear', '', async () => playSound(soundOf({voice: person.voice, say: await lineOf(person.id), even: 'yes'}))),
      action('Six others in a row', '', async () => auditionAll(six, await lineOf(person.id)))),
    make('ol', {class: 'voices'}, six.map(({name, description}) => make('li', {},
      playButton(`Hear ${name}`, async () => playSound(soundOf({voice: name, say: await lineOf(person.id), even: 'yes'}))),
      make('span', {}, make('b', {}, name), make('small', {}, ` ${description}`)),
      make('button', {type: 'button', class: 'do', onclick: () => give(name)}, 'Take')))),
    voice ? make('details', {class: 'tune', open: casting.tuning, ontoggle: (event) => { casting.tuning = event.target.open; }}, make('summary', {}, `Tune ${person.voice}`), voice.numbers.map(numberField),
      make('div', {class: 'buttons'},
        action('A: as it is kept', '', async () => playSound(soundOf({voice: person.voice, say: await lineOf(person.id), even: 'yes'}))),
        action('B: as it is set', '', hearChanged),
        action('A or B?', '', async () => {
          const b = Math.random() < 0.5;
          if (b) await hearChanged(); else playSound(soundOf({voice: person.voice, say: await lineOf(person.id), even: 'yes'}));
          say('Which was it? It is told in four seconds.');
          setTimeout(() => say(b ? 'That was B, as it is set.' : 'That was A, as it is kept.'), 4000);
        })),
      make('div', {class: 'buttons'}, action('Keep for this book', '', async () => {
        if (await changeCast('/api/voice', {voice: person.voice, changes: casting.changes})) {
          casting.changes = {};
          await loadCast();
        }
      }, {class: 'do needs-change', disabled: true}), action('Forget', '', () => { casting.changes = {}; showPerson(); }, {class: 'do needs-change', disabled: true})),
      make('p', {class: 'why'}, 'All who have this voice in this book sound so. The voice that came with Sotto stays as it is.')) : null,
    make('details', {class: 'tune'}, make('summary', {}, 'How words are said in this book'),
      make('ul', {}, Object.entries(casting.pronunciations).map(([word, phonemes]) => make('li', {}, make('b', {}, word), ` ${phonemes} `,
        make('button', {type: 'button', class: 'link', onclick: () => sayWord(word, phonemes)}, 'change'), ' ',
        make('button', {type: 'button', class: 'link', onclick: () => changeCast('/api/pronounce', {word, phonemes: ''}).then(loadCast)}, 'take away')))),
      action('Add a word', '', () => sayWord('', ''))));
}

/** Asks how a word is said; it is heard before it is kept. */
async function sayWord(word, phonemes) {
  const told = await askFor('How is it said?', [['word', 'Word', word], ['phonemes', 'Phonemes of the speech engine, as in ZIr\'i:', phonemes]], 'Hear it');
  if (!told?.word || !told.phonemes) return;
  const person = personOf(casting.open);
  const response = await sendRaw('/api/try', {voice: person.voice, changes: {pronunciations: {[told.word]: told.phonemes}}, say: `${told.word}. I said ${told.word}.`});
  if (!response.ok) return say((await response.json()).error, {bad: true});
  playSound(URL.createObjectURL(await response.blob()));
  const keep = await choose(`“${told.word}” is said so. Keep it?`, [{value: 'keep', name: 'Yes, in this book'}, {value: 'again', name: 'No, change it again'}]);
  if (keep === 'again') return sayWord(told.word, told.phonemes);
  if (keep === 'keep' && await changeCast('/api/pronounce', told)) await loadCast();
}

async function mergeChosen() {
  const ids = [...casting.chosen];
  const into = await choose(`Who are these ${ids.length}?`, peopleOptions().filter(({value}) => value !== 'narrator'), {now: ids[0]});
  if (!into) return;
  casting.chosen = new Set();
  casting.open = into;
  if (await changeCast('/api/merge', {ids: [into, ...ids.filter((id) => id !== into)]})) await loadCast();
}

// Making the audiobook: started, watched, stopped; what came of it.

const makingBox = make('div', {class: 'making'});

function producePlace() {
  loadMaking().catch((error) => say(error.message, {bad: true}));
  return makingBox;
}

let making = {phase: 'idle', files: [], messages: [], profiles: []};

async function loadMaking() {
  making = await ask('/api/making');
  showHead();
  showMaking();
}

const kFormats = [['m4b', 'M4B, one file for players'], ['epub', 'EPUB that reads along'], ['mp3', 'MP3, a file a chapter'],
  ['mp3-book', 'MP3, one file'], ['flac', 'FLAC, a file a chapter'], ['opus', 'Opus, a file a chapter'], ['lpf', 'W3C Audiobook'], ['srt', 'SubRip captions']];

const isMaking = () => ['making', 'checking'].includes(making.phase);

/** An event has the state alone; what lies in the folder is asked for when it is over. */
function takeMaking(event) {
  const before = making.phase;
  making = {...making, ...event};
  if (!isMaking() && before !== making.phase) return loadMaking();
  showMaking();
  return null;
}

function showMaking() {
  if (place !== 'produce') return;
  const {phase, share, left_s: left, chapters, chapters_done: done, lines, lines_done: linesDone, edits, messages} = making;
  const words = {idle: 'Nothing is being made.', making: 'The book is being made.', checking: 'It is made, and being listened to.',
    done: making.passed ? 'The book is made, and passed its checks.' : 'The book is made; some checks fall short.', stopped: 'Stopped. What is done is kept: it goes on from there.',
    failed: 'It could not be made.'}[phase];
  const kept = makingBox.querySelector('form');
  const form = kept ?? make('form', {onsubmit: (event) => { event.preventDefault(); startMaking(form); }},
    selectOf('Delivery', 'profile', (making.profiles ?? []).map((name) => [name, name]), making.profile ?? '', () => {}),
    make('fieldset', {}, make('legend', {}, 'Also made'), kFormats.map(([key, name]) => make('label', {class: 'tick'},
      make('input', {type: 'checkbox', name: 'format', value: key}), name))));
  fill(makingBox,
    make('h2', {}, words),
    isMaking() ? make('progress', {max: '1', value: String(share), 'aria-label': 'Share that is done'}) : null,
    isMaking() ? make('p', {class: 'numbers-line'}, [`${Math.round(100 * share)} %`, chapters ? `chapter ${done} of ${chapters}` : '', lines ? `${linesDone} of ${plural(lines, 'line')}` : '',
      left !== undefined ? `about ${duration(left)} left` : 'the time left is not known yet'].filter(Boolean).join(' · ')) : null,
    edits && phase !== 'idle' ? make('p', {class: 'why'}, `The book was changed ${edits === 1 ? 'once' : `${edits} times`} since this was begun; make it again to hear that. Only what changed is spoken anew.`) : null,
    isMaking() ? null : form,
    make('div', {class: 'buttons'}, isMaking() ? action('Stop', '', () => tried(() => send('/api/stop'))) : action(phase === 'stopped' ? 'Go on' : 'Make the audiobook', '', () => startMaking(form))),
    messages?.length ? make('ul', {class: 'messages'}, [...new Set(messages)].slice(-12).map((one) => make('li', {}, one))) : null,
    making.files?.length ? [make('h2', {}, 'Files'), making.listen ? make('p', {}, make('a', {href: '/listen/'}, 'Listen to the chapters, and see what the checks say')) : null,
      make('ul', {class: 'files'}, making.files.map(({name, bytes}) => make('li', {},
        make('a', {href: `/api/file?${new URLSearchParams({name})}`, download: name}, name), ` ${number(bytes / 1e6, 1, 'MB')}`)))] : null);
}

async function startMaking(form) {
  const formats = [...form.querySelectorAll('[name=format]:checked')].map(({value}) => value);
  const profile = form.querySelector('select').value;
  const state = await tried(() => send('/api/make', {profile: profile === making.profile ? '' : profile, formats}));
  if (state) takeMaking(state);
}

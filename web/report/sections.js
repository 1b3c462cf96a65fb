// The other parts of the page: verdict, stage, cast, checks, changes, how it was made.

const kVerdicts = {passed: ['✓', 'passed'], noted: ['•', 'worth a look'], failed: ['✕', 'falls short'],
  skipped: ['–', 'not measured']};
const kGroups = {complete: 'Nothing lost, nothing added', signal: 'Clean signal', loudness: 'Loudness',
  ambience: 'Ambience', intelligibility: 'Intelligibility', voices: 'Voices', deliveries: 'Deliveries',
  attribution: 'Attribution', regression: 'Since the last blessed production'};

const verdictMark = (verdict) => make('span', {class: `mark ${verdict}`, role: 'img', 'aria-label': kVerdicts[verdict][1]},
  kVerdicts[verdict][0]);

function showHead() {
  const length = report.chapters.reduce((sum, chapter) => sum + chapter.duration_s, 0);
  byId('head').append(
    make('p', {class: 'kicker'}, 'Listening report'),
    make('h1', {}, report.title || report.book),
    make('p', {class: 'by'}, [report.author && `by ${report.author}`, plural(report.chapters.length, 'chapter'),
      duration(length), plural(report.cast.length, 'voice')].filter(Boolean).join(' · ')));
  const sections = [['listen', 'Listen'], ['cast', 'Cast'], ['lines', 'Lines'], ['checks', 'Checks'],
    ['changes', 'Changes'], ['made', 'Made']];
  byId('nav').append(...studioLinks(), ...sections.map(([id, name]) => make('a', {href: `#${id}`}, name)));
}

function showVerdict() {
  const failed = report.checks.filter((check) => check.verdict === 'failed');
  const noted = report.checks.filter((check) => check.verdict === 'noted');
  const passed = failed.length === 0;
  const measured = report.checks.filter((check) => check.verdict !== 'skipped').length;
  const sum = passed ? `All ${measured} checks that were made keep their limits` :
    `${plural(failed.length, 'check')} of ${measured} ${failed.length === 1 ? 'falls' : 'fall'} short`;
  const card = make('div', {class: `verdict ${passed ? 'good' : 'bad'}`},
    make('span', {class: 'seal', 'aria-hidden': 'true'}, passed ? '✓' : '!'),
    make('div', {}, make('p', {class: 'word'}, passed ? 'Passed' : 'Falls short'),
      make('p', {class: 'sum'}, sum + (noted.length ? `; ${noted.length} worth a look.` : '.'))));
  const list = make('ul', {class: 'short'}, failed.map((check) => {
    const at = check.findings.find(canPlay);
    return make('li', {}, at ? playButton(`Listen: ${check.name}`, () => playFinding(at)) : make('span'),
      make('p', {}, make('a', {href: `#check-${check.id}`, onclick: () => { byId(`check-${check.id}`).open = true; }},
        check.name), make('span', {}, `${check.value}; limit: ${check.limit}`)));
  }));
  byId('verdict').append(card, failed.length ? list : '');
}

// The stage: pictures of the chapter, one under the other, with one playhead over them.

const pictures = {
  wave: make('canvas', {class: 'wave', 'aria-hidden': 'true'}),
  loudness: make('canvas', {class: 'loudness', 'aria-hidden': 'true'}),
  spectrum: make('canvas', {class: 'spectrum', 'aria-hidden': 'true'}),
};
/** Whether anything lies under the voices. */
const hasBed = report.chapters.some((chapter) => unpackDigits(chapter.bed_peaks).some((peak) => peak > 0));
const playhead = make('div', {class: 'playhead'});
const stage = make('div', {class: 'pictures', role: 'slider', tabindex: '0', 'aria-label': 'Place in the chapter',
  'aria-valuemin': '0'},
make('div', {class: 'picture'}, make('span', {class: 'label'}, hasBed ? 'Voices and ambience' : 'Voices'), pictures.wave),
make('div', {class: 'picture'}, make('span', {class: 'label'}, 'Loudness'), pictures.loudness),
make('div', {class: 'picture'}, make('span', {class: 'label'}, 'Spectrum, 60 Hz to 10 kHz'), pictures.spectrum), playhead);
const numbers = make('dl', {class: 'numbers'});

function drawStage() {
  drawWave(pictures.wave, chapterNow());
  drawLoudness(pictures.loudness, chapterNow());
  drawSpectrum(pictures.spectrum, chapterNow());
}

function showStage() {
  const tabs = make('div', {class: 'tabs', role: 'group', 'aria-label': 'Chapters'}, report.chapters.map((chapter, c) =>
    make('button', {type: 'button', onclick: () => openChapter(c), 'data-chapter': c},
      make('span', {class: 'no'}, String(chapter.number)), chapter.title || `Chapter ${chapter.number}`,
      make('span', {class: 'length'}, chapter.audio ? clock(Math.round(chapter.duration_s)) : '–'))));
  const legend = make('ul', {class: 'legend', 'aria-label': 'Colours'}, report.cast.slice(0, kColours).map((speaker) =>
    make('li', {class: colourClass(speaker.id)}, speakerName(speaker.id))),
  hasBed ? make('li', {class: 'rain'}, 'Ambience') : null);
  const trouble = make('p', {class: 'trouble', role: 'alert', hidden: true},
    'The sound cannot be played: audio/ has to lie beside this page.');
  const unheard = make('p', {class: 'unheard', role: 'status'});
  byId('stage').append(tabs, legend, unheard, stage, numbers, trouble, transcript,
    make('p', {class: 'keys'}, make('kbd', {}, 'space'), ' play · ', make('kbd', {}, '←'), ' ', make('kbd', {}, '→'),
      ' 5 seconds · ', make('kbd', {}, 'j'), ' ', make('kbd', {}, 'k'), ' next and previous line · click a word or a picture to play from there'));

  const timeOf = (event) => {
    const {left, width} = stage.getBoundingClientRect();
    return (Math.max(0, Math.min(1, (event.clientX - left) / width))) * chapterNow().duration_s;
  };
  stage.addEventListener('click', (event) => seek(timeOf(event), {play: true}));

  heard((what) => {
    const chapter = chapterNow();
    if (what === 'error') trouble.hidden = false;
    if (what === 'chapter') {
      tabs.querySelectorAll('button').forEach((tab) =>
        tab.setAttribute('aria-pressed', String(Number(tab.dataset.chapter) === player.chapter)));
      unheard.hidden = !chapter.unheard;
      unheard.textContent = `This chapter could not be listened to: ${chapter.unheard}.`;
      stage.hidden = !chapter.audio;
      numbers.replaceChildren(...[['Integrated', number(chapter.loudness_lufs, 1, 'LUFS')],
        ['Range', number(chapter.loudness_range_lu, 1, 'LU')], ['True peak', number(chapter.true_peak_dbtp, 1, 'dBTP')],
        ['Lines', chapter.lines.length], ['Length', clock(Math.round(chapter.duration_s))]]
        .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, String(value)))));
      stage.setAttribute('aria-valuemax', Math.round(chapter.duration_s));
      drawStage();
    }
    if (what === 'time') {
      playhead.style.transform = `translateX(${(timeNow() / Math.max(chapter.duration_s, 0.1)) * stage.clientWidth}px)`;
    }
    if (what === 'line' || what === 'chapter') {
      stage.setAttribute('aria-valuenow', Math.round(timeNow()));
      stage.setAttribute('aria-valuetext', `${clock(timeNow())} of ${clock(chapter.duration_s)}`);
    }
  });
  let waiting = 0;
  new ResizeObserver(() => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(drawStage); }).observe(stage);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawStage);
}

function showBar() {
  const main = make('button', {type: 'button', class: 'main', 'aria-label': 'Play', onclick: toggle}, icon('play'));
  const who = make('span', {class: 'who'});
  const text = make('span', {class: 'text'});
  const time = make('span', {class: 'time'});
  const correct = make('span', {});
  const speed = make('select', {'aria-label': 'Speed', onchange: (event) => {
    player.audio.playbackRate = player.audio.defaultPlaybackRate = Number(event.target.value);
  }}, [0.75, 1, 1.25, 1.5, 2].map((rate) => make('option', {value: rate, selected: rate === 1}, `${rate}×`)));
  byId('bar').append(make('div', {class: 'wide'},
    make('button', {type: 'button', 'aria-label': 'Previous line', onclick: () => step(-1)}, icon('previous')), main,
    make('button', {type: 'button', 'aria-label': 'Next line', onclick: () => step(1)}, icon('next')),
    make('p', {class: 'saying'}, who, text), correct, time, speed));
  heard((what) => {
    if (what === 'state') {
      main.replaceChildren(icon(player.audio.paused ? 'play' : 'pause'));
      main.setAttribute('aria-label', player.audio.paused ? 'Play' : 'Pause');
    }
    if (what === 'time') time.textContent = `${clock(timeNow())} / ${clock(chapterNow().duration_s)}`;
    if (what !== 'line' && what !== 'chapter') return;
    const line = playingLine();
    who.className = `who ${line ? colourClass(line.who) : ''}`;
    who.textContent = line ? speakerName(line.who) : chapterNow().title;
    text.textContent = line ? line.text : '';
    correct.replaceChildren(correctLink(line) ?? '');
  });
}

function showCast() {
  const most = Math.max(...report.cast.map((speaker) => speaker.speech_s), 1);
  byId('cast-body').append(make('div', {class: 'cards'}, report.cast.map((speaker) => {
    const chapter = speaker.sample && report.chapters[chapterAt.get(speaker.sample.chapter)];
    const line = chapter?.lines[speaker.sample.line];
    return make('article', {class: `card ${colourClass(speaker.id)}`},
      make('div', {class: 'title'}, line && !line.silent ? playButton(`Hear ${speakerName(speaker.id)}`, () => playLine(line, {alone: true})) : null,
        make('div', {}, make('h3', {}, speakerName(speaker.id)),
          make('p', {class: 'quiet'}, `voice ${speaker.voice}${speaker.reason ? ', ' + speaker.reason : ''}`))),
      line ? make('blockquote', {}, line.text) : null,
      make('div', {class: 'share', 'aria-hidden': 'true'}, make('i', {style: `width:${(100 * speaker.speech_s) / most}%`})),
      make('p', {class: 'quiet'}, [plural(speaker.lines, 'line'), duration(speaker.speech_s),
        speaker.pitch_hz && number(speaker.pitch_hz, 0, 'Hz')].filter(Boolean).join(' · ')));
  })));
  if (report.distances.length) byId('cast-body').append(distanceMatrix());
  if (report.deliveries.length) byId('cast-body').append(deliveryTable());
}

function distanceMatrix() {
  const kMost = 16;  // a matrix of more is not read
  const ids = report.cast.slice(0, kMost).map((speaker) => speaker.id);
  const found = new Map(report.distances.flatMap((d) => [[`${d.a}|${d.b}`, d], [`${d.b}|${d.a}`, d]]));
  const limit = Number(report.checks.find((check) => check.id === 'voices-apart')?.limit.match(/\d+(\.\d+)?/)?.[0] ?? 0);
  return make('figure', {}, make('figcaption', {}, make('h3', {}, 'How far apart the voices are'),
    make('p', {class: 'quiet'}, 'In just noticeable steps of pitch and timbre. Bold: they share a scene.')),
  make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Distances of voices'}, make('table', {class: 'matrix'},
    make('thead', {}, make('tr', {}, make('td'), ids.map((id) => make('th', {scope: 'col'}, speakerName(id))))),
    make('tbody', {}, ids.map((a) => make('tr', {}, make('th', {scope: 'row'}, speakerName(a)), ids.map((b) => {
      const d = found.get(`${a}|${b}`);
      if (!d) return make('td', {}, a === b ? '' : '–');
      const near = d.together && d.distance < limit;
      return make('td', {class: `${d.together ? 'together' : ''} ${near ? 'near' : ''}`,
        style: `--near:${Math.max(0, 1 - d.distance / 8).toFixed(2)}`,
        title: `pitch ${number(d.pitch_st, 1)} semitones, timbre ${number(d.timbre_db, 1)} dB`}, number(d.distance, 1));
    })))))));
}

function deliveryTable() {
  return make('details', {class: 'fold'}, make('summary', {}, 'Deliveries against the same speaker’s plain lines'),
    make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Deliveries'}, make('table', {class: 'plain'},
      make('thead', {}, make('tr', {}, ['Speaker', 'Delivery', 'Lines', 'Level', 'Voiced', 'Plain voiced', 'Pitch']
        .map((name) => make('th', {scope: 'col'}, name)))),
      make('tbody', {}, report.deliveries.map((d) => make('tr', {}, [speakerName(d.who), d.how, d.lines,
        number(d.level_db, 1, 'dB'), number(100 * d.voiced, 0, '%'), number(100 * d.plain_voiced, 0, '%'),
        number(d.pitch_st, 1, 'st')].map((value) => make('td', {}, String(value)))))))));
}

function findingItem(finding) {
  const chapter = report.chapters[chapterAt.get(finding.chapter)];
  const line = finding.line === null ? null : chapter?.lines[finding.line];
  return make('li', {class: finding.fails ? 'fails' : ''},
    canPlay(finding) ? playButton(`Listen at ${clock(finding.time_s)}`, () => playFinding(finding)) : make('span'),
    make('div', {}, make('p', {}, finding.message), make('p', {class: 'quiet'}, [
      chapter && `chapter ${chapter.number}`, finding.time_s !== null && clock(finding.time_s), finding.place]
      .filter(Boolean).join(' · ')), line ? make('p', {class: 'said-line'}, `${speakerName(line.who)}: ${line.text} `, correctLink(line)) : null));
}

function showChecks() {
  const groups = new Map();
  for (const check of report.checks) groups.set(check.group, [...(groups.get(check.group) ?? []), check]);
  for (const [group, checks] of groups) {
    byId('checks-body').append(make('h3', {}, kGroups[group] ?? group), make('div', {class: 'checks'}, checks.map((check) =>
      make('details', {id: `check-${check.id}`, open: check.verdict === 'failed'},
        make('summary', {}, verdictMark(check.verdict), make('span', {class: 'name'}, check.name),
          make('span', {class: 'value'}, check.value), make('span', {class: 'limit'}, check.limit)),
        make('div', {class: 'inside'}, make('p', {}, check.meaning),
          check.verdict === 'failed' && check.hint ? make('p', {class: 'hint'}, check.hint) : null,
          make('ul', {class: 'findings'}, check.findings.map(findingItem)),
          check.found > check.findings.length ?
            make('p', {class: 'quiet'}, `The worst ${check.findings.length} of ${check.found}.`) : null)))));
  }
}

/** What a line says, with the words that went and came marked: what is left of both texts' longest common subsequence. */
function wordsOf({was, text}) {
  if (!was || !text) return [unmarked(text || was)];
  const [before, after] = [was, text].map((said) => unmarked(said).split(' ').filter(Boolean));
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; --i) {
    for (let j = after.length - 1; j >= 0; --j) {
      longest[i * width + j] = before[i] === after[j] ? longest[(i + 1) * width + j + 1] + 1 :
        Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const parts = [];
  const say = (name, word) => {
    if (parts.at(-1)?.name === name) parts.at(-1).words.push(word);
    else parts.push({name, words: [word]});
  };
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      say('span', after[j++]);
      ++i;
    } else if (j === after.length || (i < before.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
      say('del', before[i++]);
    } else {
      say('ins', after[j++]);
    }
  }
  return parts.flatMap(({name, words}) => [make(name, {}, words.join(' ')), ' ']);
}

/** Two takes one beside the other; where the take is the same, what has changed is heard in the chapter. */
function changeButtons(change) {
  const line = report.chapters[chapterAt.get(change.chapter)]?.lines[change.line];
  const button = (letter, name, play) => make('button', {type: 'button', class: 'letter', disabled: !play,
    'aria-label': `Play ${name}`, title: `Play ${name}`, onclick: play}, letter);
  if (change.same_takes && line) {
    return make('div', {class: 'ab'}, playButton('Listen in the chapter', () => playLine(line, {alone: true})));
  }
  return make('div', {class: 'ab', role: 'group', 'aria-label': 'Listen to both'},
    button('A', 'what was blessed', change.before ? () => playAside(change.before) : null),
    button('B', 'what is now', change.after ? () => playAside(change.after) : null));
}

function showChanges() {
  const body = byId('changes-body');
  if (!report.blessed) {
    body.append(make('p', {class: 'quiet'}, 'There is no blessed production of this book to compare with.'));
    return;
  }
  body.append(make('p', {class: 'quiet'}, report.changes.length ?
    `${plural(report.changes.length, 'line differs', 'lines differ')} from the production blessed in ${report.blessed}.` :
    `Nothing differs from the production blessed in ${report.blessed}.`));
  body.append(make('ul', {class: 'findings'}, report.changes.map((change) => make('li', {class: 'change'},
    changeButtons(change), make('div', {}, make('p', {}, wordsOf(change)),
      make('p', {class: 'quiet'}, [`chapter ${change.chapter}`, ...change.what,
        change.same_takes && 'the take is the same',
        change.lost && 'the take of then is no longer in the cache'].filter(Boolean).join(' · ')))))));
}

function showMade() {
  const {made} = report;
  const length = report.chapters.reduce((sum, chapter) => sum + chapter.duration_s, 0);
  const rows = [['Written', made.written], ['Sotto', made.sotto], ['Engine', made.engine],
    ['Delivery profile', report.profile], ['Sound', `${plural(report.chapters.length, 'chapter')}, ${duration(length)}`],
    ['Takes', made.takes], ['Manuscript', made.manuscript], ['Production', made.production],
    ['For machines', 'report.json, beside this page']].filter(([, value]) => value || value === 0);
  byId('made-body').append(make('dl', {class: 'made'}, rows.map(([name, value]) =>
    make('div', {}, make('dt', {}, name), make('dd', {}, String(value))))));
  if (!report.files.length) return;
  byId('made-body').append(make('h3', {}, 'Files'), make('ul', {class: 'files'}, report.files.map((file) =>
    make('li', {class: file.fault ? 'fails' : ''}, make('a', {href: encodeURI(file.path)}, file.path.split('/').at(-1)),
      ` ${file.format}, ${number(file.bytes / 1e6, 1, 'MB')}`, file.fault ? `: ${file.fault}` : ''))));
}

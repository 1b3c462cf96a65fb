// The chapter's text. Its words become elements when their line comes near the view, so that a long chapter opens at
// once.

const bare = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Which spoken words each written one is: [first, last] by the written words' index, or null. They differ where
 * numbers and abbreviations are said in full; between two places where they agree, the spoken words in between are
 * spread over the written ones.
 */
function matchWords(written, spoken) {
  const kLook = 8;
  const match = new Array(written.length).fill(null);
  let s = 0;
  let w = 0;
  while (w < written.length && s < spoken.length) {
    let ahead = null;
    for (let sum = 0; sum <= kLook && !ahead; ++sum) {
      for (let dw = 0; dw <= sum && !ahead; ++dw) {
        const ds = sum - dw;
        if (w + dw >= written.length || s + ds >= spoken.length) continue;
        if (written[w + dw] && written[w + dw] === spoken[s + ds]) ahead = [dw, ds];
      }
    }
    const [dw, ds] = ahead ?? [written.length - w, spoken.length - s];
    for (let i = 0; i < dw && ds > 0; ++i) {
      const first = s + Math.floor((i * ds) / dw);
      match[w + i] = [first, Math.max(first, s + Math.ceil(((i + 1) * ds) / dw) - 1)];
    }
    w += dw;
    s += ds;
    if (ahead) match[w++] = [s, s++];
  }
  return match;
}

function fillWords(element, line) {
  if (element.dataset.filled) return;
  element.dataset.filled = 'yes';
  const pieces = line.text.split(/(\s+)/u);
  const written = pieces.filter((_, i) => i % 2 === 0);
  const match = matchWords(written.map(bare), line.words.map((word) => bare(word[0])));
  element.textContent = '';
  pieces.forEach((piece, i) => {
    const at = i % 2 === 0 ? match[i / 2] : null;
    if (at) element.append(make('span', {class: 'word', 'data-first': at[0], 'data-last': at[1]}, piece));
    else element.append(piece);
  });
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    fillWords(entry.target, chapterNow().lines[entry.target.dataset.line]);
    near.unobserve(entry.target);
  }
}, {rootMargin: '400px'});

const transcript = make('ol', {class: 'transcript', tabindex: '0', 'aria-label': 'Text of the chapter'});

function showTranscript() {
  near.disconnect();
  let before = null;
  transcript.replaceChildren(...chapterNow().lines.map((line, i) => {
    const text = make('span', {class: 'text', 'data-line': i}, line.text);
    near.observe(text);
    const changes = line.who !== before;
    before = line.who;
    return make('li', {class: `line ${colourClass(line.who)}`, 'data-line': i},
      make('button', {class: 'who', type: 'button', 'aria-label': `Play from here: ${speakerName(line.who)}`},
        changes ? speakerName(line.who) : '', make('span', {class: 'when'}, !line.silent ? clock(line.begin_s) : chapterNow().audio ? 'silent' : '')),
      make('p', {}, text, line.how ? make('em', {class: 'how'}, line.how) : null));
  }));
  transcript.scrollTop = 0;
}

transcript.addEventListener('click', (event) => {
  const row = event.target.closest('.line');
  if (!row || String(getSelection())) return;
  const line = chapterNow().lines[row.dataset.line];
  if (line.silent) return;
  const word = event.target.closest('.word');
  playLine(line, {word: word ? Number(word.dataset.first) : -1});
});

let scrolledAt = -Infinity;
for (const kind of ['wheel', 'touchmove']) {
  transcript.addEventListener(kind, () => { scrolledAt = performance.now(); }, {passive: true});
}

heard((what) => {
  if (what === 'chapter') showTranscript();
  if (what !== 'line' && what !== 'word') return;
  transcript.querySelectorAll('.said').forEach((word) => word.classList.remove('said'));
  const row = transcript.children[player.line];
  if (what === 'line') {
    transcript.querySelectorAll('.now').forEach((line) => {
      line.classList.remove('now');
      line.removeAttribute('aria-current');
    });
    row?.classList.add('now');
    row?.setAttribute('aria-current', 'true');
    if (row && performance.now() - scrolledAt > 4000) {
      const goal = row.offsetTop - transcript.clientHeight * 0.3;
      const far = Math.abs(goal - transcript.scrollTop) > 2 * transcript.clientHeight;
      transcript.scrollTo({top: goal, behavior: calm.matches || far ? 'auto' : 'smooth'});
    }
  }
  if (!row || player.word < 0) return;
  fillWords(row.querySelector('.text'), chapterNow().lines[player.line]);
  for (const word of row.querySelectorAll('.word')) {
    if (Number(word.dataset.first) <= player.word && player.word <= Number(word.dataset.last)) word.classList.add('said');
  }
});

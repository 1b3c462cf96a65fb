// One player for the whole page. It knows which line and which word sound, and tells whoever listens.

const player = {
  audio: new Audio(),
  chapter: 0,
  opened: false,
  line: -1,
  word: -1,
  until: null,       // where to stop: the end of a line that was asked for alone
  wanted: null,      // a time to go to when the chapter's sound is there
  listeners: [],
};
player.audio.preload = 'metadata';

const heard = (listener) => player.listeners.push(listener);
const tell = (what) => player.listeners.forEach((listener) => listener(what));
const chapterNow = () => report.chapters[player.chapter];
const timeNow = () => player.wanted ?? player.audio.currentTime;

function openChapter(index) {
  if (player.opened && player.chapter === index) return;
  player.opened = true;
  player.audio.pause();
  player.chapter = index;
  player.line = player.word = -1;
  player.until = null;
  player.wanted = 0;
  // A chapter whose master could not be read has no sound.
  if (chapterNow().audio) player.audio.src = chapterNow().audio;
  else player.audio.removeAttribute('src');
  tell('chapter');
  follow();
}

player.audio.addEventListener('loadedmetadata', () => {
  if (player.wanted === null) return;
  player.audio.currentTime = player.wanted;
  player.wanted = null;
});
player.audio.addEventListener('error', () => tell('error'));

function seek(time, {play = false, until = null} = {}) {
  if (!chapterNow().audio) return;
  const goal = Math.max(0, Math.min(time, chapterNow().duration_s - 0.05));
  player.until = until;
  if (player.audio.readyState >= 1) {
    player.audio.currentTime = goal;
  } else {
    player.wanted = goal;
  }
  follow(goal);
  if (play) start();
}

function start() {
  aside.pause();
  if (!chapterNow().audio) return;
  // Interrupted by a pause or another seek: that is what was asked for.
  player.audio.play().catch((error) => { if (error.name !== 'AbortError') tell('error'); });
}

function toggle() {
  if (player.audio.paused) start();
  else player.audio.pause();
}

/** Plays a line from its begin, or from one of its words; alone, it stops at its end. */
function playLine(line, {word = -1, alone = false} = {}) {
  openChapter(line.chapter);
  const begin = line.begin_s + (word >= 0 ? line.words[word][1] / 1000 : 0);
  seek(begin, {play: true, until: alone ? line.end_s + 0.15 : null});
}

const canPlay = ({chapter, time_s}) => time_s !== null && Boolean(report.chapters[chapterAt.get(chapter)]?.audio);

function playFinding(finding) {
  const chapter = chapterAt.get(finding.chapter);
  openChapter(chapter);
  seek(Math.max(0, finding.time_s - 0.8), {play: true, until: finding.time_s + 6});
}

/** The last line that has begun at a time, as its index in the chapter; -1 before the first. */
function lineAt({sounding}, time) {
  let low = 0;
  let high = sounding.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sounding[middle].begin_s <= time) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? sounding[low - 1].index : -1;
}

function wordAt(line, time) {
  const at = (time - line.begin_s) * 1000;
  if (time > line.end_s) return -1;
  let found = -1;
  for (let i = 0; i < line.words.length && line.words[i][1] <= at; ++i) found = i;
  return found;
}

function follow(time = timeNow()) {
  const line = lineAt(chapterNow(), time + 0.005);
  const word = line < 0 ? -1 : wordAt(chapterNow().lines[line], time + 0.005);
  const moved = line !== player.line;
  if (moved || word !== player.word) {
    player.line = line;
    player.word = word;
    tell(moved ? 'line' : 'word');
  }
  tell('time');
}

function tick() {
  if (player.audio.paused) return;
  if (player.until !== null && player.audio.currentTime >= player.until) {
    player.audio.pause();
    player.until = null;
  }
  if (player.wanted === null) follow();
  requestAnimationFrame(tick);
}

player.audio.addEventListener('play', () => { tell('state'); requestAnimationFrame(tick); });
player.audio.addEventListener('pause', () => tell('state'));
player.audio.addEventListener('seeked', () => follow());
player.audio.addEventListener('ended', () => {
  const next = report.chapters.findIndex((chapter, c) => c > player.chapter && chapter.audio);
  if (next < 0) return;
  openChapter(next);
  start();
});

function step(lines) {
  const all = chapterNow().lines;
  let at = player.line + lines;
  while (at >= 0 && at < all.length && all[at].silent) at += Math.sign(lines);
  if (at >= 0 && at < all.length) seek(all[at].begin_s, {play: !player.audio.paused});
}

/** Takes of the production before, and of now: what is not part of a chapter. */
const aside = new Audio();
function playAside(file) {
  player.audio.pause();
  aside.src = file;
  aside.play().catch((error) => { if (error.name !== 'AbortError') tell('error'); });
}

// A button that was clicked with a mouse does not keep the space bar for itself.
addEventListener('click', (event) => { if (event.detail > 0) event.target.closest('button')?.blur(); });

// Keys: nothing of a form, and nothing that the browser means by them.
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea')) return;
  if (event.key === ' ' && event.target.closest('button, a, summary')) return;
  const actions = {
    ' ': toggle,
    k: () => step(-1),
    j: () => step(1),
    ArrowLeft: () => seek(timeNow() - 5, {play: !player.audio.paused}),
    ArrowRight: () => seek(timeNow() + 5, {play: !player.audio.paused}),
  };
  const act = actions[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

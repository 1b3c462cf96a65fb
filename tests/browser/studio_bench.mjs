// How quick the studio is, in headless Chromium, on a book of 10,000 lines:
//   node studio_bench.mjs build/bench/sotto
// Prints a table; medians, and the worst where a limit is one of every time.

import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {open_chromium} from './harness.mjs';

const program = resolve(process.argv[2] ?? 'build/release/sotto');
const work = mkdtempSync(join(tmpdir(), 'sotto-studio-bench-'));
mkdirSync(join(work, 'story/long'), {recursive: true});

// 40 chapters of 125 paragraphs, each a speech and what is told of it.
const kChapters = 40;
const kParagraphs = 125;
const pick = (list, n) => list[n % list.length];
const things = ['the kettle', 'a letter', 'the lamp', 'her coat', 'the garden', 'an old map', 'the ferry', 'his watch'];
const deeds = ['looked at the door', 'folded a napkin', 'counted the stairs', 'waited for the rain', 'put down the cup', 'opened the window'];
let n = 0;
for (let c = 1; c <= kChapters; ++c) {
  let text = `# The ${pick(['Harbour', 'Bridge', 'Orchard', 'Station'], c)}, Part ${c}\n\n`;
  for (let p = 0; p < kParagraphs; ++p, ++n) {
    const [who, verb] = [pick(['Anna', 'Peter', 'Clara', 'Edmund'], n * 7 + c), pick(['said', 'asked', 'answered'], n)];
    text += `"I have never seen ${pick(things, n * 5)} number ${n}, and I do not miss it," ${verb} ${who}, who ${pick(deeds, n * 3)}.\n\n`;
  }
  writeFileSync(join(work, `story/long/${String(c).padStart(2, '0')}.md`), text);
}

const studio = spawn(program, ['studio', 'long', '--no-open', '-q'], {cwd: work, stdio: ['ignore', 'pipe', 'inherit']});
const address = await new Promise((done) => studio.stdout.once('data', (bytes) => done(String(bytes).trim())));
const memory = () => Number(readFileSync(`/proc/${studio.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const {page, close} = await open_chromium(1440, 900);
await page.addInitScript(() => {
  // When what was last asked for sounds.
  const {play} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener('playing', () => { globalThis.sounds = performance.now(); }, {once: true});
    return play.call(this);
  };
});
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const ready = () => page.waitForSelector('html[data-ready=yes]', {timeout: 120000});
const rows = [];
const row = (what, value, limit, unit = 'ms') => {
  rows.push([what, `${value.toFixed(0)} ${unit}`, `${limit} ${unit}`, value <= limit ? '' : 'over']);
  console.log(rows.at(-1).join(' | '));
};

try {
  await page.goto(address);
  await ready();
  // Read for the first time.
  await page.waitForFunction(async () => { const book = await (await fetch('/api/book')).json(); return book.ready && !book.reading; }, null, {timeout: 180000, polling: 500});
  const lines = await page.evaluate(async () => (await (await fetch('/api/book')).json()).chapters.reduce((sum, {lines: one}) => sum + one, 0));
  console.log(`${lines} lines`);

  const opened = [];
  for (let i = 0; i < 5; ++i) {
    await page.goto('about:blank');
    await page.goto(new URL('/', address).href);
    await ready();
    opened.push(await page.evaluate(() => performance.now()));
  }
  row('first screen', median(opened), 300);

  row('longest frame while a chapter scrolls', await page.evaluate(() => new Promise((done) => {
    const box = document.querySelector('.lines');
    let before = performance.now();
    let longest = 0;
    let count = 0;
    const frame = (now) => {
      longest = Math.max(longest, now - before);
      before = now;
      box.scrollTop += 90;
      if (++count < 120) requestAnimationFrame(frame); else done(longest);
    };
    requestAnimationFrame((now) => { before = now; requestAnimationFrame(frame); });
  })), 50);

  // Edits of one line: seen, and on the disk.
  const seen = [];
  const written = [];
  for (let i = 0; i < 12; ++i) {
    await page.locator('#lines').focus();
    await page.keyboard.press('Home');
    for (let k = 0; k < 2 * i; ++k) await page.keyboard.press('j');
    const file = join(work, 'scripts/long', '01-the-bridge-part-1.yaml');
    const old = statSync(file).ino;
    const start = process.hrtime.bigint();
    const shown = page.evaluate(() => new Promise((done) => {
      const from = performance.now();
      const at = document.querySelector('.line-row.at');
      const {line} = at.dataset;
      document.querySelector('#lines').dispatchEvent(new KeyboardEvent('keydown', {key: 'x', bubbles: true, cancelable: true}));
      const look = () => (document.querySelector(`.line-row[data-line="${line}"].silent`) ? requestAnimationFrame(() => done(performance.now() - from)) : requestAnimationFrame(look));
      look();
    }));
    while (statSync(file).ino === old && process.hrtime.bigint() - start < 2_000_000_000n) await new Promise((done) => setTimeout(done, 1));
    written.push(Number(process.hrtime.bigint() - start) / 1e6);
    seen.push(await shown);
    await page.waitForTimeout(150);
  }
  row('an edit of one line, seen', median(seen), 50);
  row('an edit of one line, on the disk', median(written), 100);

  row('1,000 lines to somebody else, on the disk', await page.evaluate(async () => {
    const found = (await (await fetch('/api/find?who=anna')).json()).slice(0, 1000);
    const from = performance.now();
    const response = await fetch('/api/edit', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({lines: found, who: 'clara', client: 'bench'})});
    const told = await response.json();
    if (!told.changed) throw new Error(told.error);
    return performance.now() - from;
  }), 300);
  await page.waitForTimeout(1500);

  // Lines that nobody has heard yet.
  const heard = [];
  await page.locator('#lines').focus();
  await page.keyboard.press('End');
  for (let i = 0; i < 15; ++i) {
    await page.keyboard.press('k');
    heard.push(await page.evaluate(() => new Promise((done) => {
      globalThis.sounds = null;
      const from = performance.now();
      document.querySelector('#lines').dispatchEvent(new KeyboardEvent('keydown', {key: ' ', bubbles: true, cancelable: true}));
      const look = setInterval(() => { if (globalThis.sounds) { clearInterval(look); done(globalThis.sounds - from); } }, 1);
      setTimeout(() => { clearInterval(look); done(5000); }, 5000);
    })));
    await page.keyboard.press('Escape');
    await page.waitForTimeout(60);
  }
  row('a line is heard after the key', median(heard), 150);

  await page.evaluate(() => { location.hash = 'cast'; });
  await page.locator('.cast-table [data-id=anna]').click();
  await page.locator('.tune summary').first().click();
  const moved = [];
  for (let i = 0; i < 9; ++i) {
    moved.push(await page.evaluate(() => new Promise((done) => {
      globalThis.sounds = null;
      const from = performance.now();
      const slider = document.querySelector('#engine-rate');
      slider.value = Number(slider.value) + 1;
      slider.dispatchEvent(new Event('input', {bubbles: true}));
      const look = setInterval(() => { if (globalThis.sounds) { clearInterval(look); done(globalThis.sounds - from); } }, 1);
      setTimeout(() => { clearInterval(look); done(5000); }, 5000);
    })));
    await page.waitForTimeout(100);
  }
  row('a moved slider is heard', median(moved), 200);
  row('the server', memory(), 60, 'MB');
} finally {
  await close();
  studio.kill('SIGTERM');
  rmSync(work, {recursive: true, force: true});
}
process.exit(0);

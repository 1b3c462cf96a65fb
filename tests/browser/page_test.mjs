// Opens a production's page from disk in headless Chromium and uses it as a person would:
//   node page_test.mjs out/the-mask/report/index.html [FOLDER]
// The pictures it takes go to FOLDER, or else to "screenshots" beside the page. Exit status 1 when anything is wrong.

import assert from 'node:assert/strict';
import {mkdirSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {open_chromium, tests} from './harness.mjs';

const page_file = resolve(process.argv[2] ?? 'out/the-mask/report/index.html');
const pictures = resolve(process.argv[3] ?? join(dirname(page_file), 'screenshots'));
mkdirSync(pictures, {recursive: true});

const {browser, page: first, close} = await open_chromium(1280, 900);
const {test, failed} = tests();

const errors = [];
/** A page whose errors and requests are noted. */
function watched(opened) {
  opened.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
  opened.on('pageerror', (error) => errors.push(String(error)));
  opened.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) errors.push(`asked for ${request.url()}`); });
  return opened;
}
const page = watched(first);

const clock = () => page.evaluate(() => {
  const [minutes, seconds] = document.querySelector('.bar .time').textContent.split(' /')[0].split(':').map(Number);
  return 60 * minutes + seconds;
});
const playing = async () => (await page.locator('.bar .main').getAttribute('aria-label')) === 'Pause';
const lineNow = () => page.locator('.line.now').getAttribute('data-line').then(Number);
const until = async (what, text) => {
  for (let i = 0; i < 100; ++i) {
    if (await what()) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`in vain: ${text}`);
};

try {
  // What plays is known even where it is no part of the document.
  await page.addInitScript(() => {
    globalThis.played = [];
    const {play} = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      globalThis.played.push(this);
      return play.call(this);
    };
  });
  const before = Date.now();
  await page.goto(pathToFileURL(page_file).href);
  await page.waitForSelector('html[data-ready=yes]', {timeout: 20000});
  console.log(`opened in ${Date.now() - before} ms`);
  const data = JSON.parse(await page.locator('#data').textContent());
  const lines = data.chapters.reduce((sum, chapter) => sum + chapter.lines.length, 0);

  await test('it shows its title, its verdict, every check and the cast', async () => {
    assert.equal(await page.locator('h1').textContent(), data.title);
    assert.equal(await page.locator('.verdict .word').textContent(), data.passed ? 'Passed' : 'Falls short');
    assert.equal(await page.locator('.checks details').count(), data.checks.length);
    assert.equal(await page.locator('.card').count(), data.cast.length);
    assert.equal(await page.locator('.transcript .line').count(), data.chapters[0].lines.length);
  });

  await test('pictures are drawn', async () => {
    for (const name of ['wave', 'loudness', 'spectrum']) {
      const colours = await page.locator(`canvas.${name}`).evaluate((canvas) => {
        const {data: bytes} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(bytes.buffer)).size;
      });
      assert(colours > 4, `${name} has ${colours} colours`);
    }
  });

  await test('desktop, light and dark', async () => {
    await page.screenshot({path: join(pictures, 'desktop-top.png')});
    for (const section of ['listen', 'cast', 'checks', 'made']) {
      await page.evaluate((id) => document.getElementById(id).scrollIntoView({behavior: 'instant'}), section);
      await page.waitForTimeout(200);
      await page.screenshot({path: join(pictures, `desktop-${section}.png`)});
    }
    await page.evaluate(() => document.getElementById('listen').scrollIntoView({behavior: 'instant'}));
    await page.emulateMedia({colorScheme: 'dark'});
    await page.waitForTimeout(200);
    await page.screenshot({path: join(pictures, 'desktop-dark.png')});
    await page.emulateMedia({colorScheme: 'light'});
  });

  await test('clicking a word plays from it, and it lights up', async () => {
    const line = data.chapters[0].lines.findIndex((l) => l.words.length > 8);
    const row = page.locator(`.transcript .line[data-line="${line}"]`);
    await row.scrollIntoViewIfNeeded();
    await row.locator('.word').nth(5).click({timeout: 8000});
    await until(playing, 'it plays');
    await until(async () => (await row.locator('.word.said').count()) > 0, 'a word lights up');
    const {begin_s, words} = data.chapters[0].lines[line];
    const said = Number(await row.locator('.word.said').first().getAttribute('data-first'));
    assert(said >= 4, `word ${said} is lit`);
    await page.screenshot({path: join(pictures, 'desktop-playing.png')});
    const first = await clock();
    assert(first >= Math.floor(begin_s + words[5][1] / 1000) - 1, `it is at ${first} s`);
    await until(async () => (await clock()) > first, 'time goes on');
    assert((await clock()) - first < 30);
  });

  await test('space stops and goes on; j and k, left and right move', async () => {
    await page.keyboard.press('Space');
    await until(async () => !(await playing()), 'space stops it');
    const line = await lineNow();
    await page.keyboard.press('j');
    await until(async () => (await lineNow()) > line, 'j goes to the next line');
    await page.keyboard.press('k');
    await until(async () => (await lineNow()) === line, 'k goes back');
    const at = await clock();
    await page.keyboard.press('ArrowRight');
    await until(async () => (await clock()) >= at + 4, 'right goes 5 s on');
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await clock()) <= at + 1, 'left goes back');
    await page.keyboard.press('Space');
    await until(playing, 'space plays');
    await page.keyboard.press('Space');
  });

  await test('clicking the waveform plays from there', async () => {
    const box = await page.locator('canvas.wave').boundingBox();
    await page.locator('canvas.wave').click({position: {x: box.width / 2, y: 40}});
    const middle = data.chapters[0].duration_s / 2;
    await until(async () => Math.abs((await clock()) - middle) < 8, 'it is in the middle');
    await until(playing, 'it plays');
    await page.locator('.bar .main').click();
  });

  await test('the table sorts, filters and finds', async () => {
    const count = async () => Number(await page.locator('.table').getAttribute('aria-rowcount')) - 1;
    assert.equal(await count(), lines);
    assert((await page.locator('.rows .row').count()) < 80, 'only the rows in view exist');
    await page.locator('.chip[data-filter=worst]').click();
    const worst = await count();
    assert(worst < lines);
    await page.screenshot({path: join(pictures, 'desktop-worst.png')});
    await page.locator('.chip[data-filter=unsure]').click();
    const unsure = data.chapters.flatMap((chapter) => chapter.lines)
      .filter((line) => line.guess && !line.guess.corrected && line.guess.confidence < 0.8).length;
    assert.equal(await count(), unsure);
    await page.locator('.chip[data-filter=all]').click();
    await page.locator('[data-key=clear]').click();
    assert.equal(await page.locator('[aria-sort=ascending] button').getAttribute('data-key'), 'clear');
    const values = (await page.locator('.rows .c-clear').allTextContents()).filter((text) => text !== '–').map(Number);
    assert.deepEqual(values, [...values].sort((a, b) => a - b));
    const who = data.cast[1]?.id ?? data.cast[0].id;
    await page.locator('.tools select').first().selectOption(who);
    assert.equal(await count(), data.chapters.flatMap((chapter) => chapter.lines).filter((line) => line.who === who).length);
    await page.locator('.tools input').fill('zzzz nowhere');
    await until(async () => (await count()) === 0, 'nothing is found');
    await page.locator('.tools input').fill('');
    await page.locator('.tools select').first().selectOption('');
    await until(async () => (await count()) === lines, 'all are back');
  });

  await test("a line's own button plays it alone", async () => {
    await page.locator('[data-key=number]').click();
    await page.locator('.table').evaluate((table) => { table.scrollTop = 0; });
    const line = data.chapters[0].lines.findIndex((l) => l.end_s > l.begin_s && l.end_s - l.begin_s < 6);
    await page.locator(`.rows .row[data-number="${line}"] .play`).click();
    await until(playing, 'it plays');
    await until(async () => !(await playing()), 'it stops by itself');
    assert((await clock()) <= data.chapters[0].lines[line].end_s + 2);
  });

  if (data.chapters.length > 1) {
    await test('another chapter opens, and its sample plays', async () => {
      await page.locator('.tabs button').nth(1).click();
      assert.equal(await page.locator('.transcript .line').count(), data.chapters[1].lines.length);
      await page.locator('.card .play').first().click();
      await until(playing, 'the sample plays');
      await page.locator('.bar .main').click();
    });
  }

  const changed = data.changes.findIndex((change) => change.before && change.after && !change.same_takes);
  if (changed >= 0) {
    await test('a changed line is heard as it was and as it is', async () => {
      const [was, is] = await page.locator('#changes .change').nth(changed).locator('.letter').all();
      for (const [button, file] of [[was, data.changes[changed].before], [is, data.changes[changed].after]]) {
        await button.click();
        await until(() => page.evaluate((name) => globalThis.played.some((audio) => audio.src.endsWith(name) &&
          audio.currentTime > 0.1), file), `${file} plays`);
      }
      await page.locator('#changes').screenshot({path: join(pictures, 'desktop-changes.png')});
    });
  }

  await test('every control has a name, and the ids are different', async () => {
    const nameless = await page.locator('button, input, select, a').evaluateAll((all) => all.filter((e) =>
      !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML));
    assert.deepEqual(nameless, []);
    const twice = await page.locator('[id]').evaluateAll((all) => all.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i));
    assert.deepEqual(twice, []);
  });

  await test('text stands out from its paper, in both schemes', async () => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({colorScheme});
      const faint = await page.evaluate(() => {
        const value = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        const luminance = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
          .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const names = ['--ink', '--quiet', '--accent', '--good', '--bad', '--note',
          ...Array.from({length: 8}, (_, i) => `--voice-${i}`)];
        return names.flatMap((name) => ['--paper', '--card', '--wash'].map((paper) => {
          const [a, b] = [luminance(value(name)), luminance(value(paper))].sort((x, y) => y - x);
          return [name, paper, (a + 0.05) / (b + 0.05)];
        })).filter(([, , contrast]) => contrast < 4.5);  // WCAG 2.2, 1.4.3
      });
      assert.deepEqual(faint, []);
    }
    await page.emulateMedia({colorScheme: 'light'});
  });

  await test('a phone shows it without scrolling sideways', async () => {
    await page.setViewportSize({width: 390, height: 844});
    await page.emulateMedia({reducedMotion: 'reduce'});
    assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.documentElement).scrollBehavior,
      getComputedStyle(document.querySelector('.word') ?? document.body).transitionProperty]), ['auto', 'none']);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(300);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert(width <= 390, `it is ${width} wide`);
    const hidden = await page.evaluate(() => {
      const nav = document.getElementById('nav');
      return nav.scrollWidth - nav.clientWidth;
    });
    assert(hidden <= 0, `the navigation is clipped by ${hidden}`);
    await page.screenshot({path: join(pictures, 'phone-top.png')});
    await page.locator('.tools .order').selectOption('level');
    assert(await page.locator('.rows .c-level').first().isVisible(), 'the value is seen that lines are sorted by');
    const levels = (await page.locator('.rows .c-level').allTextContents()).filter((text) => text !== '–')
      .map((text) => Number(text.replace('−', '-')));
    assert.deepEqual(levels, [...levels].sort((a, b) => a - b));
    await page.locator('.tools .order').selectOption('number');
    for (const section of ['listen', 'lines', 'checks']) {
      await page.evaluate((id) => document.getElementById(id).scrollIntoView(), section);
      await page.waitForTimeout(200);
      await page.screenshot({path: join(pictures, `phone-${section}.png`)});
    }
    await page.setViewportSize({width: 1280, height: 900});
  });

  await test('page and sound of half an hour are under 15 MB', async () => {
    const folder = dirname(page_file);
    const audio = join(folder, 'audio');
    const bytes = statSync(page_file).size + readdirSync(audio).reduce((sum, name) => sum + statSync(join(audio, name)).size, 0);
    const seconds = data.chapters.reduce((sum, chapter) => sum + chapter.duration_s, 0);
    console.log(`      ${(bytes / 1e6).toFixed(1)} MB for ${Math.round(seconds)} s`);
    assert(bytes < 15e6 * Math.max(1, seconds / 1800));
  });

  /** The same page, told of another book: `change` is code that gets the book as `book`, and as `base` its chapters. */
  async function altered(change) {
    const other = watched(await browser.newPage());
    await other.addInitScript((code) => {
      const parse = JSON.parse;
      JSON.parse = (text) => {
        JSON.parse = parse;
        const book = parse(text);
        new Function('book', 'base', code)(book, [...book.chapters]);
        return book;
      };
      globalThis.played = [];
      const {play} = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function () {
        globalThis.played.push(this);
        return play.call(this);
      };
    }, change);
    await other.goto(pathToFileURL(page_file).href);
    await other.waitForSelector('html[data-ready=yes]', {timeout: 60000});
    return other;
  }
  const sounding = (other, file) => other.evaluate((name) =>
    globalThis.played.some((audio) => audio.src.endsWith(name) && !audio.paused && audio.currentTime > 0.1), file);

  await test('ten thousand lines open and scroll', async () => {
    const began = Date.now();
    const many = await altered(`while (book.chapters.reduce((sum, c) => sum + c.lines.length, 0) < 10000) {
      const copy = structuredClone(base[book.chapters.length % base.length]);
      copy.number = book.chapters.length + 1;
      book.chapters.push(copy);
    }`);
    const rows = Number(await many.locator('.table').getAttribute('aria-rowcount'));
    assert(rows > 10000, `${rows} rows`);
    console.log(`      ${rows - 1} lines opened in ${Date.now() - began} ms`);
    await many.locator('.table').evaluate((table) => { table.scrollTop = table.scrollHeight; });
    await many.waitForSelector(`.rows .row[aria-rowindex="${rows}"]`);
    assert((await many.locator('.rows .row').count()) < 80);
    await many.close();
  });

  await test('of what has changed, both takes are heard, one at a time', async () => {
    const [was, is] = [data.chapters[0].audio, data.chapters.at(-1).audio];
    const other = await altered(`book.blessed = 'then';
      const change = {chapter: 1, line: 0, text: 'A new line', was: 'An old line', what: ['0.3 s longer'], same_takes: false};
      book.changes = [{...change, before: '${was}', after: '${is}', lost: false},
        {...change, before: '', after: '${is}', lost: true}, {...change, before: '', after: '', same_takes: true}];`);
    const rows = other.locator('#changes .change');
    assert.deepEqual(await rows.first().locator('del, ins').allTextContents(), ['An old', 'A new']);
    const [a, b] = await rows.first().locator('.letter').all();
    await a.click();
    await until(() => sounding(other, was), 'what was plays');
    await b.click();
    await until(() => sounding(other, is), 'what is plays');
    if (was !== is) assert(!(await sounding(other, was)), 'what was has stopped');
    assert(await rows.nth(1).locator('.letter').first().isDisabled(), 'a take that is lost cannot be played');
    await rows.nth(2).locator('.play').click();
    await until(async () => (await other.locator('.bar .main').getAttribute('aria-label')) === 'Pause', 'the chapter plays');
    assert(await other.locator('.trouble').isHidden());
    await other.locator('#changes').screenshot({path: join(pictures, 'desktop-changes.png')});
    await other.close();
  });

  await test('a dry edition shows no ambience, and every edition its files', async () => {
    const other = await altered(`for (const chapter of base) chapter.bed_peaks = chapter.bed_peaks.replace(/./g, 'A');
      book.files = [{format: 'm4b', path: '../b.m4b', bytes: 2500000, fault: 'is missing', chapters: []}];`);
    assert.equal(await other.locator('.legend .rain').count(), 0);
    assert.equal(await other.locator('.picture .label').first().textContent(), 'Voices');
    assert.match(await other.locator('#made .files li').textContent(), /b\.m4b m4b, 2\.5 MB: is missing/);
    await other.close();
  });

  await test('the chapters of a long book are all reached', async () => {
    const other = await altered(`for (let number = base.length + 1; number <= 32; ++number) {
      book.chapters.push({...base[0], number, title: 'The chapter that is number ' + number});
    }`);
    const tabs = other.locator('.tabs');
    const {across, high} = await tabs.evaluate((box) => ({across: box.scrollWidth - box.clientWidth, high: box.clientHeight}));
    assert(across <= 0, `${across} pixels are out of reach to the right`);
    assert(high < 200, `they take ${high} pixels`);
    await tabs.locator('button').last().click();
    assert.equal(await tabs.locator('button').last().getAttribute('aria-pressed'), 'true');
    await other.close();
  });

  await test('a chapter that could not be listened to says so, and the others are as ever', async () => {
    const other = await altered(`Object.assign(base[0], {unheard: 'its file is cut short, after 3 s', audio: '', format: null,
      duration_s: 0, loudness_lufs: null, loudness_range_lu: null, true_peak_dbtp: null, momentary_lufs: '', short_term_lufs: '',
      speech_peaks: '', bed_peaks: ''});
      base[0].spectrogram.columns = 0;
      for (const line of base[0].lines) line.level_lufs = line.over_bed_lu = line.intelligibility = null;
      book.passed = false;
      book.checks[0].verdict = 'failed';
      book.checks[0].findings = [{chapter: 1, line: null, time_s: null, place: '', message: base[0].unheard, value: null, fails: true}];`);
    assert.match(await other.locator('.unheard').textContent(), /cut short/);
    assert(await other.locator('.pictures').isHidden());
    await other.keyboard.press('Space');
    await other.keyboard.press('j');
    await other.locator('.transcript .line').first().click();
    await other.waitForTimeout(200);
    assert.equal(await other.evaluate(() => globalThis.played.length), 0, 'nothing is played');
    assert(await other.locator('.trouble').isHidden());
    await other.screenshot({path: join(pictures, 'desktop-unheard.png')});
    if (data.chapters.length > 1) {
      await other.locator('.tabs button').nth(1).click();
      assert(await other.locator('.unheard').isHidden());
      assert(await other.locator('.pictures').isVisible());
      await other.keyboard.press('Space');
      await until(() => sounding(other, data.chapters[1].audio), 'the other chapter plays');
    }
    await other.close();
  });

  await test('no errors in the console, nothing asked of a network', async () => assert.deepEqual(errors, []));
} finally {
  await close();
}
process.exitCode = failed() ? 1 : 0;

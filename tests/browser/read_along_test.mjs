// Opens a read-along in a reader (foliate-js) in headless Chromium, has it read aloud, and looks whether what is lit up is
// what is said then, by the word times beside it (01-title.json); and has epubcheck look at it:
//   node read_along_test.mjs out/the-mask/the-mask.epub [SOURCE.epub]
// With the EPUB that it was made from, epubcheck may find what it finds there. Exit status 1 when anything is wrong.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, extname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {open_chromium, tests} from './harness.mjs';

const [book, source] = process.argv.slice(2).map((name) => resolve(name));
const packages = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const {test, failed} = tests();

/** What epubcheck finds in an EPUB, by message: how often. */
function findings(file, folder) {
  const report = join(folder, 'report.json');
  spawnSync(process.execPath, [join(packages, '@likecoin/epubcheck-ts/bin/epubcheck.js'), '--quiet', '--json', report, file]);
  const found = {};
  for (const {ID, id, severity, locations} of JSON.parse(readFileSync(report)).messages) {
    if (/info|usage/i.test(severity)) continue;
    found[ID ?? id] = (found[ID ?? id] ?? 0) + (locations?.length || 1);
  }
  return found;
}

const work = mkdtempSync(join(tmpdir(), 'sotto-read-along-'));
await test('epubcheck finds nothing that is not its source\'s', () => {
  const before = source ? findings(source, work) : {};
  for (const [id, count] of Object.entries(findings(book, work))) {
    assert(count <= (before[id] ?? 0), `${id}: ${count} times, before ${before[id] ?? 0}`);
  }
});

const {page, close} = await open_chromium(900, 700);
try {
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  // Nothing is served: what the reader asks for is answered here.
  const types = {'.js': 'text/javascript', '.html': 'text/html', '.epub': 'application/epub+zip'};
  await page.route('**/*', (route) => {
    const {pathname} = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({contentType: 'text/html', body: '<!DOCTYPE html><body></body>'});
    const file = pathname === '/book.epub' ? book : join(packages, pathname);
    if (!existsSync(file)) return route.fulfill({status: 404});
    let body = readFileSync(file);
    // It assigns where it should compare, and finds nothing on a book's first page.
    if (pathname === '/foliate-js/view.js') body = String(body).replace('x.index = resolved.index', 'x.index === resolved.index');
    return route.fulfill({contentType: types[extname(file)] ?? 'application/octet-stream', body});
  });
  await page.addInitScript(() => {
    globalThis.played = [];
    const {play} = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      globalThis.played.push(this);
      return play.call(this);
    };
  });
  await page.goto('http://reader.invalid/', {timeout: 120000});
  // The clips of the first chapter that has any, each with the text that it points at.
  const clips = await page.evaluate(async () => {
    await import('/foliate-js/view.js');
    const view = document.createElement('foliate-view');
    view.style.cssText = 'display: block; width: 800px; height: 600px';
    document.body.append(view);
    const bytes = await (await fetch('/book.epub')).blob();
    await view.open(new File([bytes], 'book.epub'));
    const first = view.book.sections.findIndex((section) => section.mediaOverlay);
    await view.renderer.goTo({index: first});
    globalThis.view = view;
    const smil = new DOMParser().parseFromString(await view.book.loadText(view.book.sections[first].mediaOverlay.href), 'text/xml');
    const {doc} = view.renderer.getContents()[0];
    globalThis.lit = () => [...doc.getElementsByClassName(`${view.book.media.activeClass}`)].map((one) => one.textContent);
    const seconds = (clock) => Number(clock.replace(/s$/, ''));
    return [...smil.getElementsByTagName('par')].map((par) => ({
      begin: seconds(par.querySelector('audio').getAttribute('clipBegin')),
      end: seconds(par.querySelector('audio').getAttribute('clipEnd')),
      sound: par.querySelector('audio').getAttribute('src').split('/').pop(),
      text: doc.getElementById(par.querySelector('text').getAttribute('src').split('#')[1]).textContent,
    }));
  });
  await test('it begins to read aloud', async () => {
    assert(clips.length > 0, 'there are no clips');
    await page.evaluate(() => view.startMediaOverlay());
    await page.waitForFunction(() => globalThis.played.length > 0 && !globalThis.played.at(-1).paused, null, {timeout: 60000});
    await page.waitForFunction(() => globalThis.lit().length === 1, null, {timeout: 60000});
    assert.deepEqual(await page.evaluate(() => globalThis.lit()), [clips[0].text]);
  });
  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const said = {};
  for (const {sound} of clips) {
    // Numbers and abbreviations are said in other words than stand there.
    said[sound] ??= JSON.parse(readFileSync(join(dirname(book), sound.replace(/m4a$/, 'json'))))
      .lines.flatMap(({text, words}) => words.filter((word) => letters(text).includes(letters(word.text))));
  }
  for (const share of [0.2, 0.5, 0.8]) {
    // A clip of the first sound that lasts long enough to be looked at.
    const isHeard = ({begin, end}) => said[clips[0].sound].some(({start}) => start >= begin - 0.001 && start < end - 0.001);
    const first = clips.filter((clip) => clip.sound === clips[0].sound && isHeard(clip));  // titles have no word times
    const from = Math.floor(share * (first.length - 1));
    const {begin, end, text, sound} = first.find((clip, i) => i >= from && clip.end - clip.begin > 1.5) ?? first[from];
    const words = said[sound].filter(({start}) => start >= begin - 0.001 && start < end - 0.001);
    await test(`at ${begin.toFixed(1)} s it lights up "${text.trim()}"`, async () => {
      assert(words.length > 0, 'nothing is said then');
      let rest = letters(text);
      for (const word of words) {
        const at = rest.indexOf(letters(word.text));
        assert(at >= 0, `"${word.text}", which is said then, is not in it`);
        rest = rest.slice(at + letters(word.text).length);
      }
      await page.evaluate((time) => { globalThis.played.at(-1).currentTime = time; }, words[0].start + 0.05);
      await page.waitForFunction((wanted) => globalThis.lit().length === 1 && globalThis.lit()[0] === wanted, text, {timeout: 60000})
        .catch(async () => assert.fail(`lit up: ${JSON.stringify(await page.evaluate(() => globalThis.lit()))}`));
    });
  }
  await test('the reader has no errors', () => assert.deepEqual(errors, []));
} finally {
  await close();
  rmSync(work, {recursive: true, force: true});
}
process.exit(failed() ? 1 : 0);

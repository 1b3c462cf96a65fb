// What the browser's tests share: a Chromium, and tests that are told one by one.

import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

/**
 * A headless Chromium that asks for nothing of its own, with a window of `width` by `height` pixels and a profile of its
 * own; `close()` removes that, too.
 */
export async function open_chromium(width, height) {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((path) => path && existsSync(path));
  assert(executablePath, 'there is no Chromium (set CHROMIUM to its path)');
  const profile = mkdtempSync(join(tmpdir(), 'sotto-chromium-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, viewport: {width, height},
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required', '--mute-audio'],
  });
  const close = async () => {
    await browser.close();
    rmSync(profile, {recursive: true, force: true});
  };
  return {browser, close, page: browser.pages()[0] ?? await browser.newPage()};
}

/**
 * `test(name, body)` runs a test and prints how it ended; `failed()` is how many failed. `told(error, number)` resolves to
 * what is printed of a failure.
 */
export function tests(told = async (error) => error.message) {
  let failures = 0;
  const test = async (name, body) => {
    try {
      await body();
      console.log(`ok    ${name}`);
    } catch (error) {
      ++failures;
      console.log(`FAIL  ${name}\n      ${await told(error, failures)}`);
    }
  };
  return {test, failed: () => failures};
}

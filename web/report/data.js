// The report, as the program put it into the page, with its packed tracks unpacked.

const report = JSON.parse(document.getElementById('data').textContent);

const kDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const kDigitValue = new Uint8Array(128);
for (let i = 0; i < kDigits.length; ++i) kDigitValue[kDigits.charCodeAt(i)] = i;

/** One value, 0 to 63, for each character. */
function unpackDigits(text) {
  const values = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) values[i] = kDigitValue[text.charCodeAt(i)];
  return values;
}

/** Loudness in LUFS: two characters, tenths of a LU over -100. */
function unpackLoudness(text) {
  const values = new Float32Array(text.length / 2);
  for (let i = 0; i < values.length; ++i) {
    values[i] = (kDigitValue[text.charCodeAt(2 * i)] * 64 + kDigitValue[text.charCodeAt(2 * i + 1)]) / 10 - 100;
  }
  return values;
}

/** Without the marks of emphasis that a manuscript may have. */
const unmarked = (text) => text.replace(/\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');

/** Every line of the book, in reading order. */
const allLines = [];
report.chapters.forEach((chapter, c) => {
  chapter.lines.forEach((line, i) => {
    line.said = line.text;
    line.text = unmarked(line.text);
    line.chapter = c;
    line.index = i;
    line.number = allLines.length;
    line.findings = [];
    line.silent = line.end_s <= line.begin_s || !chapter.audio;
    allLines.push(line);
  });
  // A line without a sound has no place in time.
  chapter.sounding = chapter.lines.filter((line) => !line.silent);
});

const chapterAt = new Map(report.chapters.map((chapter, c) => [chapter.number, c]));
for (const check of report.checks) {
  for (const finding of check.findings) {
    const line = report.chapters[chapterAt.get(finding.chapter)]?.lines[finding.line];
    if (finding.line !== null && line) line.findings.push({check, finding});
  }
}

/** Speakers by id; each has a colour of its own as long as there are colours. */
const kColours = 8;
const speakers = new Map();
report.cast.forEach((speaker, i) => speakers.set(speaker.id, {...speaker, colour: i < kColours ? i : kColours - 1}));
for (const line of allLines) {
  if (!speakers.has(line.who)) speakers.set(line.who, {id: line.who, name: line.who, colour: kColours - 1});
}

/** Surer than this, a guess needs no second look: the limit of the check where the report has it. */
const kUnsure = @UNSURE@;
const isUnsure = (line) => line.guess !== null && !line.guess.corrected && line.guess.confidence < kUnsure;
const isWorst = (line) => line.findings.some(({finding}) => finding.fails) || line.findings.length > 0;

// A chapter's pictures: voices in their speakers' colours with the rain behind them, loudness, spectrum.
// Each is drawn once for its width and colour scheme; the playhead moves over it.

function context(canvas) {
  const ratio = devicePixelRatio || 1;
  const {width, height} = canvas.getBoundingClientRect();
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const c = canvas.getContext('2d');
  c.scale(ratio, ratio);
  return [c, width, height];
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The mean of a stretch of peaks: it shows how speech rises and falls, where the largest ones would all be alike. */
function meanOf(values, from, to) {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(values.length, Math.max(Math.ceil(to), first + 1));
  let sum = 0;
  for (let i = first; i < last; ++i) sum += values[i];
  return last > first ? sum / (last - first) / 63 : 0;
}

const kBar = 3;  // pixels, with the gap to the next

function drawWave(canvas, chapter) {
  const [c, width, height] = context(canvas);
  const speech = unpackDigits(chapter.speech_peaks);
  const bed = unpackDigits(chapter.bed_peaks);
  const middle = height / 2;
  const perPixel = chapter.duration_s / width / chapter.peak_step_s;
  c.fillStyle = colour('--rain');
  for (let x = 0; x < width; ++x) {
    const h = Math.max(0.5, meanOf(bed, (x - 2) * perPixel, (x + 3) * perPixel) * middle * 1.5);
    c.fillRect(x, middle - h, 1, 2 * h);
  }
  const colours = Array.from({length: kColours}, (_, i) => colour(`--voice-${i}`));
  let line = 0;
  for (let x = 0; x < width; x += kBar) {
    const time = ((x + kBar / 2) * chapter.duration_s) / width;
    while (line + 1 < chapter.sounding.length && chapter.sounding[line + 1].begin_s <= time) ++line;
    const h = meanOf(speech, x * perPixel, (x + kBar) * perPixel) * (middle - 2) * 1.15;
    if (h < 0.6 || !chapter.sounding.length) continue;
    c.fillStyle = colours[speakers.get(chapter.sounding[line].who).colour];
    c.fillRect(x, middle - h, kBar - 1, 2 * h);
  }
}

const kLoudest = -6;
const kQuietest = -42;

function drawLoudness(canvas, chapter) {
  const [c, width, height] = context(canvas);
  const y = (level) => ((kLoudest - Math.max(kQuietest, Math.min(kLoudest, level))) / (kLoudest - kQuietest)) * height;
  c.font = '11px system-ui, sans-serif';
  for (let level = -12; level > kQuietest; level -= 12) {
    c.fillStyle = colour('--rule');
    c.fillRect(0, Math.round(y(level)), width, 1);
  }
  const trace = (values, style, thickness) => {
    c.beginPath();
    for (let x = 0; x <= width; x += 1) {
      const level = values[Math.min(values.length - 1, Math.floor((x / width) * values.length))];
      if (x === 0) c.moveTo(x, y(level));
      else c.lineTo(x, y(level));
    }
    c.strokeStyle = style;
    c.lineWidth = thickness;
    c.lineJoin = 'round';
    c.stroke();
  };
  trace(unpackLoudness(chapter.momentary_lufs), colour('--faint'), 1);
  trace(unpackLoudness(chapter.short_term_lufs), colour('--accent'), 1.75);
  // Over the traces, on a ground of their own.
  const write = (text, left, top, style) => {
    c.fillStyle = colour('--card');
    c.fillRect(left, top, c.measureText(text).width + 8, 15);
    c.fillStyle = style;
    c.fillText(text, left + 4, top + 11);
  };
  for (let level = -12; level > kQuietest; level -= 12) {
    write(String(level).replace('-', '−'), 2, y(level) - 7, colour('--quiet'));
  }
  const target = targetLoudness();
  if (target !== null) {
    c.setLineDash([5, 4]);
    c.strokeStyle = colour('--ink');
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(0, y(target));
    c.lineTo(width, y(target));
    c.stroke();
    c.setLineDash([]);
    const text = `target ${number(target, 0, 'LUFS')}`;
    write(text, width - c.measureText(text).width - 14, y(target) + 22, colour('--ink'));
  }
}

/** What the loudness is held against: "-18 +-0.5 LUFS" in the check's limit. */
function targetLoudness() {
  const limit = report.checks.find((check) => check.id === 'loudness')?.limit.match(/-?\d+(\.\d+)?/);
  return limit ? Number(limit[0]) : null;
}

function drawSpectrum(canvas, chapter) {
  const [c, width, height] = context(canvas);
  const {columns, bands, data} = chapter.spectrogram;
  if (!columns) return;
  const values = unpackDigits(data);
  // The upper 37 dB, from the paper's colour to the ink's through the accent, in 64 steps.
  const stops = ['--spectrum-0', '--spectrum-1', '--spectrum-2', '--spectrum-3'].map((name) => {
    const hex = colour(name).slice(1);
    return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
  });
  const table = Array.from({length: 64}, (_, i) => {
    const at = Math.min(1, Math.max(0, (i - 26) / 37)) ** 1.7 * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const part = Math.min(1, at - low);
    return stops[low].map((value, k) => value + (stops[low + 1][k] - value) * part);
  });
  const image = new ImageData(columns, bands);
  for (let x = 0; x < columns; ++x) {
    for (let b = 0; b < bands; ++b) {
      const at = 4 * ((bands - 1 - b) * columns + x);
      image.data.set(table[values[x * bands + b]], at);
      image.data[at + 3] = 255;
    }
  }
  const small = make('canvas', {width: columns, height: bands});
  small.getContext('2d').putImageData(image, 0, 0);
  c.imageSmoothingQuality = 'high';
  c.drawImage(small, 0, 0, width, height);
}

// A list of any length of which only the rows in view exist, so that ten thousand lines scroll as ten do. Rows may be
// of different heights: what is not seen yet is guessed, what is seen is measured, and what one looks at stays where it
// is.

class Rows {
  /** `box` scrolls, `body` in it holds the rows; `draw(i)` makes one. */
  constructor(box, body, draw, {measured = false, around = 8} = {}) {
    Object.assign(this, {box, body, draw, measured, around, count: 0, tops: new Float64Array(1), shown: new Map()});
    box.addEventListener('scroll', () => {
      if (this.waiting) return;
      this.waiting = true;
      requestAnimationFrame(() => { this.waiting = false; this.show(); });
    }, {passive: true});
  }

  /** So many rows, all new; `height(i)` is theirs, or about theirs where they are measured. */
  reset(count, height) {
    this.count = count;
    this.tops = new Float64Array(count + 1);
    for (let i = 0; i < count; ++i) this.tops[i + 1] = this.tops[i] + height(i);
    this.clear();
  }

  /** Draws all anew that are in view. */
  clear() {
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
    this.show();
  }

  /** Draws one row anew, if it is in view. */
  redraw(i) {
    const old = this.shown.get(i);
    if (!old) return;
    const row = this.place(this.draw(i), i);
    old.replaceWith(row);
    this.shown.set(i, row);
    this.measure();
  }

  row(i) { return this.shown.get(i); }

  /** The row at a height of the list. */
  at(y) {
    let low = 0;
    let high = this.count;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle] <= y) low = middle; else high = middle;
    }
    return low;
  }

  /** Brings a row into view. */
  reveal(i) {
    const {box} = this;
    const [top, bottom] = [this.tops[i], this.tops[i + 1]];
    if (top < box.scrollTop) box.scrollTop = Math.max(0, top - 8);
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight + 8;
    this.show();
    // Its neighbours may be higher than was guessed.
    const row = this.shown.get(i);
    if (this.measured && row && this.tops[i + 1] > box.scrollTop + box.clientHeight) {
      box.scrollTop = this.tops[i + 1] - box.clientHeight + 8;
      this.show();
    }
  }

  place(row, i) {
    row.style.transform = `translateY(${this.tops[i]}px)`;
    if (!this.measured) row.style.height = `${this.tops[i + 1] - this.tops[i]}px`;
    return row;
  }

  show() {
    const {box, body, around} = this;
    body.style.height = `${Math.max(this.tops[this.count], 1)}px`;
    const first = this.count ? Math.max(0, this.at(box.scrollTop) - around) : 0;
    const last = this.count ? Math.min(this.count, this.at(box.scrollTop + box.clientHeight) + 1 + around) : 0;
    for (const [i, row] of this.shown) {
      if (i >= first && i < last) continue;
      row.remove();
      this.shown.delete(i);
    }
    let before = null;
    for (let i = last; i-- > first;) {
      let row = this.shown.get(i);
      if (!row) {
        row = this.place(this.draw(i), i);
        this.shown.set(i, row);
        body.insertBefore(row, before);
      }
      before = row;
    }
    if (this.measured) this.measure();
  }

  measure() {
    if (!this.measured) return;
    const {box, tops} = this;
    const anchor = this.at(box.scrollTop);
    const into = box.scrollTop - tops[anchor];
    let moved = 0;
    let next = 0;
    for (const i of [...this.shown.keys()].sort((a, b) => a - b)) {
      const change = this.shown.get(i).offsetHeight - (tops[i + 1] - tops[i]);
      if (Math.abs(change) < 0.5) continue;
      // Sums behind it move on; done once, for all changes.
      this.changes ??= [];
      this.changes.push([i + 1, change]);
    }
    if (!this.changes?.length) return;
    for (let i = this.changes[0][0]; i <= this.count; ++i) {
      while (next < this.changes.length && this.changes[next][0] === i) moved += this.changes[next++][1];
      tops[i] += moved;
    }
    this.changes = null;
    this.body.style.height = `${Math.max(tops[this.count], 1)}px`;
    for (const [i, row] of this.shown) row.style.transform = `translateY(${tops[i]}px)`;
    const wanted = tops[anchor] + into;
    if (Math.abs(wanted - box.scrollTop) > 0.5) box.scrollTop = wanted;
  }
}

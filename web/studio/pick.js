// Small dialogs: choose one of many, or type something.

/**
 * Asks for one of `options` ({value, name, hint, colour}); typing narrows them, and where `fresh` names what a new one
 * is, what was typed can be chosen itself. Resolves to a value, {fresh: text}, or null.
 */
function choose(title, options, {fresh = null, now = null} = {}) {
  return new Promise((resolve) => {
    let shown = [];
    let at = 0;
    let chosen = null;
    const list = make('ul', {role: 'listbox', id: 'choices', 'aria-label': title});
    const input = make('input', {type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'choices',
      'aria-label': title, autocomplete: 'off', spellcheck: 'false', oninput: () => narrow()});
    const dialog = make('dialog', {class: 'pick', 'aria-label': title, onclose: () => { dialog.remove(); resolve(chosen); }},
      make('h2', {}, title), input, list,
      make('form', {method: 'dialog'}, make('button', {class: 'quiet'}, 'Cancel')));
    const done = (option) => {
      chosen = option.fresh ? {fresh: option.fresh} : option.value;
      dialog.close();
    };
    function mark(i) {
      at = Math.max(0, Math.min(i, shown.length - 1));
      [...list.children].forEach((item, k) => item.setAttribute('aria-selected', String(k === at)));
      list.children[at]?.scrollIntoView({block: 'nearest'});
      input.setAttribute('aria-activedescendant', list.children[at]?.id ?? '');
    }
    function narrow() {
      const words = input.value.trim().toLowerCase();
      shown = options.filter(({name, hint = ''}) => `${name} ${hint}`.toLowerCase().includes(words));
      const starts = ({name}) => (name.toLowerCase().startsWith(words) ? 0 : 1);
      if (words) shown.sort((a, b) => starts(a) - starts(b));
      const known = options.some(({name}) => name.toLowerCase() === words);
      if (fresh && words && !known) shown.push({fresh: input.value.trim(), name: `${fresh} “${input.value.trim()}”`});
      list.replaceChildren(...shown.map((option, i) => make('li', {role: 'option', id: `choice-${i}`,
        class: option.colour ?? '', onclick: () => done(option)}, make('span', {class: option.colour ? 'tag' : ''}, option.name),
      option.hint ? make('small', {}, option.hint) : null)));
      const current = words ? -1 : shown.findIndex(({value}) => value === now);
      mark(current < 0 ? 0 : current);
    }
    input.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') mark(at + 1);
      else if (event.key === 'ArrowUp') mark(at - 1);
      else if (event.key === 'Enter' && shown[at]) done(shown[at]);
      else return;
      event.preventDefault();
    });
    document.body.append(dialog);
    narrow();
    dialog.showModal();
    input.focus();
  });
}

/** Asks for values; `fields` are [key, label, value, choices]. Resolves to an object, or null. */
function askFor(title, fields, action = 'OK') {
  return new Promise((resolve) => {
    let told = null;
    const inputs = fields.map(([key, label, value = '', choices = null]) => {
      const id = `ask-${key}`;
      const input = choices ? make('select', {id}, choices.map(([v, name]) => make('option', {value: v}, name)))
        : make('input', {id, type: 'text', autocomplete: 'off'});
      input.value = value;
      return {key, input, row: make('p', {}, make('label', {for: id}, label), input)};
    });
    const form = make('form', {method: 'dialog', onsubmit: () => {
      told = Object.fromEntries(inputs.map(({key, input}) => [key, input.value.trim()]));
    }}, inputs.map(({row}) => row), make('p', {class: 'buttons'}, make('button', {class: 'do'}, action),
      make('button', {type: 'button', class: 'quiet', onclick: () => dialog.close()}, 'Cancel')));
    const dialog = make('dialog', {class: 'ask', 'aria-label': title, onclose: () => { dialog.remove(); resolve(told); }},
      make('h2', {}, title), form);
    document.body.append(dialog);
    dialog.showModal();
    inputs[0].input.focus();
    inputs[0].input.select?.();
  });
}

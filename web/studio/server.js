// What the studio's server is asked and told, and what it tells.

/** This page among those that are open: a change that it made itself is no news to it. */
const client = crypto.randomUUID();

async function answerOf(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(told.error ?? `the studio answers ${response.status}`);
  return told;
}

const ask = async (path, query = {}) => answerOf(await fetch(`${path}?${new URLSearchParams(query)}`));

const send = async (path, body = {}) => answerOf(await fetch(path, {
  method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({...body, client}),
}));

/** Where the sound of a line is. */
const soundOf = (query) => `/api/sound?${new URLSearchParams(query)}`;

/**
 * Calls `heard` with each event. A browser has six connections to a server: so one of its tabs listens, and tells the
 * others.
 */
function listen(heard) {
  const others = new BroadcastChannel('sotto-events');
  others.onmessage = (message) => heard(message.data);
  navigator.locks.request('sotto-events', () => new Promise(() => {
    const events = new EventSource('/api/events');
    let lost = false;
    const tell = (event) => {
      heard(event);
      others.postMessage(event);
    };
    events.onmessage = (message) => tell(JSON.parse(message.data));
    events.onerror = () => {
      if (!lost) tell({type: 'lost'});
      lost = true;
    };
    events.onopen = () => {
      if (lost) tell({type: 'found'});
      lost = false;
    };
  }));
}

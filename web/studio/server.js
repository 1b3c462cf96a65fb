// What the studio's server is asked and told, and what it tells.

/** This page among those that are open: a change that it made itself is no news to it. */
const client = crypto.randomUUID();

async function answerOf(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(told.error ?? `the studio answers ${response.status}`);
  return told;
}

/** Asks the server; where it does not answer, a person learns what that means. */
async function reach(path, request = {}) {
  try {
    return await fetch(path, request);
  } catch {
    throw new Error('The studio does not answer: it was ended, or is busy. Start it again in its terminal; what was saved is there.');
  }
}

const ask = async (path, query = {}) => answerOf(await reach(`${path}?${new URLSearchParams(query)}`));

const sendRaw = (path, body = {}) => reach(path, {
  method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({...body, client}),
});
const send = async (path, body = {}) => answerOf(await sendRaw(path, body));

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

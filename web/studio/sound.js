// Hearing lines, one or one after the other.

const sound = {audio: new Audio(), playing: false, listeners: [], next: null, ahead: null};

const heardSound = (listener) => sound.listeners.push(listener);
const tellSound = () => sound.listeners.forEach((listener) => listener());

/** Plays what is at an address; `then` is called when it was heard to its end. */
function playSound(address, then = null) {
  sound.next = then;
  sound.playing = true;
  sound.audio.src = address;
  sound.audio.play().catch((error) => {
    if (error.name !== 'AbortError') stopSound();
  });
  tellSound();
}

function stopSound() {
  sound.next = null;
  sound.playing = false;
  sound.audio.pause();
  tellSound();
}

sound.audio.addEventListener('ended', () => {
  const {next} = sound;
  sound.next = null;
  sound.playing = false;
  if (next) next();
  tellSound();
});
sound.audio.addEventListener('error', async () => {
  if (!sound.playing) return;
  const address = sound.audio.src;
  stopSound();
  // The element does not say why; the server does.
  const told = address.startsWith('blob:') ? {} : await fetch(address).then((response) => (response.ok ? {} : response.json())).catch(() => ({}));
  say(told.error ?? 'This cannot be heard.', {bad: true});
});

/** Has the server make a sound that is heard next. */
function prepareSound(address) {
  if (sound.ahead === address) return;
  sound.ahead = address;
  fetch(address).catch(() => {});
}

// How the report names and colours those who speak.

const nameOf = (who) => speakers.get(who)?.name ?? who;
const speakerName = (who) => nameOf(who).replace(/^./u, (c) => c.toUpperCase());
const colourClass = (who) => `voice-${speakers.get(who)?.colour ?? 0}`;

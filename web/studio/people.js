// Who speaks: names, colours, numbers.

const kColours = 8;
const cast = {people: [], byId: new Map()};

function takePeople(people) {
  cast.people = people;
  cast.byId = new Map(people.map((person, i) => [person.id, {...person, colour: Math.min(i, kColours - 1)}]));
}

const personOf = (id) => cast.byId.get(id) ?? {id, name: id, colour: kColours - 1, lines: 0};
/** As a sentence may begin with it; somebody of whom nothing is known yet has only an id. */
const nameOf = (id) => (cast.byId.has(id) && personOf(id).name !== id ? personOf(id).name : id.replaceAll('-', ' '))
  .replace(/^./u, (c) => c.toUpperCase());
const colourOf = (id) => `voice-${personOf(id).colour}`;

/** Without the marks of emphasis that a manuscript may have. */
const unmarked = (text) => text.replace(/\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');

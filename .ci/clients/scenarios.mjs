// Operations that a cache answers wrongly if an object's id and a field's arguments do not determine what the field answers.

// readings are operations that each client runs in one cache, in this order. Each answer must equal the server's, and the cache must
// then answer all of them again, without a request. Some operations select no id, so a cache cannot identify their objects.
export const readings = ['id', ''].flatMap((id) => {
  const without = id ? '' : ' without ids';
  const investors = `totalCount nodes { ${id} name }`;
  const edges = (relationship) => `investors(first: 20) { edges { lead ${relationship} node { ${id} name } } }`;
  const back = (relationship) => `investments(first: 20) { edges { lead ${relationship} node { ${id} name } } }`;
  return [
    {
      name: `two times of a node in one operation${without}`, hasIds: id !== '',
      operations: [
        { name: 'TimesInOne', query: `{
          firm(id: "firm:landspace") {
            ${id} name
            y2019: investors(time: {asOf: "2019"}) { ${investors} }
            y2023: investors(time: {asOf: "2023"}) { ${investors} }
          }
        }` },
      ],
    },
    {
      name: `two times of a node in two operations${without}`, hasIds: id !== '',
      operations: [
        ...['2019', '2023'].map((date) => ({
          name: 'TimesInTwo', query: `($date: PartialDate!) {
            firm(id: "firm:landspace") { ${id} name investors(time: {asOf: $date}) { ${investors} } }
          }`, variables: { date },
        })),
        { name: 'Today', query: `{ firm(id: "firm:landspace") { ${id} name investors { ${investors} } } }` },
      ],
    },
    {
      name: `two times of a nested list${without}`, hasIds: id !== '',
      operations: ['2018', '2022'].map((date) => ({
        name: 'NestedTimes', query: `($date: PartialDate!) {
          vcFund(id: "investor:hongshan") {
            ${id} name
            investments(first: 4) { nodes { ${id} name investors(time: {asOf: $date}) { ${investors} } } }
          }
        }`, variables: { date },
      })),
    },
    {
      name: `an investment from both ends${without}`, hasIds: id !== '',
      operations: [
        { name: 'InvestmentsOfFirm', query: `{ firm(id: "firm:landspace") { ${id} name ${edges('')} } }` },
        { name: 'InvestmentsOfFund', query: `{ vcFund(id: "investor:china-growth-capital") { ${id} name ${back('')} } }` },
      ],
    },
    {
      name: `an investment from both ends, with its relationship${without}`, hasIds: id !== '',
      operations: [
        { name: 'RelationshipsOfFirm', query: `{ firm(id: "firm:landspace") { ${id} name ${edges(`relationship { id lead start { ${id} name } end { ${id} name } }`)} } }` },
        { name: 'RelationshipsOfFund', query: `{ vcFund(id: "investor:china-growth-capital") { ${id} name ${back(`relationship { id lead start { ${id} name } end { ${id} name } }`)} } }` },
      ],
    },
  ];
});

readings.push({
  name: 'fragments on interfaces', hasIds: true, needsTypes: true,
  operations: [
    { name: 'Interfaces', query: `{
      nodes(ids: ["investor:hongshan", "firm:landspace", "sector:semiconductors"]) {
        id
        ... on Organisation { name }
        ... on Investor { investments(first: 2) { nodes { id name } } }
      }
    }` },
  ],
});

// lists are lists that a client reads in pages, each in two variants. The pages of one variant must not contain rows of the other one,
// and a cursor must belong to the variant that it is sent with.
export const lists = [
  {
    name: 'two orders',
    parent: null,
    field: 'firms',
    query: `query Orders($name: Direction!, $year: Direction!, $first: Int!, $after: String) {
      firms(orderBy: [{foundedYear: $year}, {name: $name}], filter: {foundedYear: {gte: 2000}}, first: $first, after: $after) {
        totalCount edges { cursor node { id name foundedYear } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    variants: [{ year: 'ASC', name: 'ASC' }, { year: 'DESC', name: 'ASC' }],
  },
  {
    name: 'two times of a nested list',
    parent: 'firm',
    field: 'investors',
    query: `query Times($date: PartialDate!, $first: Int!, $after: String) {
      firm(id: "firm:landspace") {
        id
        investors(time: {asOf: $date}, first: $first, after: $after) {
          totalCount edges { cursor lead node { id name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`,
    variants: [{ date: '2019' }, { date: '2023' }],
  },
  {
    name: 'two groupings',
    parent: 'firms',
    field: 'groups',
    query: `query Groups($by: FirmGroupBy!, $first: Int!, $after: String) {
      firms(filter: {foundedYear: {gte: 2000}}) {
        groups(by: [$by], first: $first, after: $after) {
          totalCount edges { cursor node { key { province city } count } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`,
    variants: [{ by: 'PROVINCE' }, { by: 'CITY' }],
  },
];

// listOf returns the list of a scenario in an answer.
export function listOf({ parent, field }, data) {
  return (parent ? data?.[parent] : data)?.[field];
}

// size is the number of rows of a page. The smallest list has seven.
const size = 3;

// checkReadings runs the readings with a client. open returns a new client with an empty cache, whose method read answers an operation
// from the cache if it can, and otherwise from the network. A client that forgets replaces an object without an id if another operation
// reads other fields of it, so it may send an operation without ids again.
export async function checkReadings(report, network, what, open, { forgets = false, only = () => true } = {}) {
  for (const reading of readings.filter(only)) {
    await report.run(`${what}, ${reading.name}`, async () => {
      const client = open();
      const answers = [];
      for (const { name, query, variables } of reading.operations) {
        const text = `query ${name} ${query}`;
        answers.push(await network.ask(text, variables));
        report.equal(`${what}, ${reading.name}`, await client.read(text, variables), answers.at(-1));
      }
      // Otherwise a cache that confuses them would pass.
      const relationships = answers.map((answer) => JSON.stringify(answer).match(/"investment:[^"]+"/g) ?? []);
      report.equal(`${what}, ${reading.name}, different answers`, new Set(answers.map((answer) => JSON.stringify(answer))).size, answers.length);
      if (reading.name.includes('relationship')) {
        report.equal(`${what}, ${reading.name}, common ones`, relationships[0].some((id) => relationships[1].includes(id)), true);
      }
      const before = network.requests;
      for (const [i, { name, query, variables }] of reading.operations.entries()) {
        report.equal(`${what}, ${reading.name}, again`, await client.read(`query ${name} ${query}`, variables), answers[i]);
      }
      if (reading.hasIds || !forgets) {
        report.equal(`${what}, ${reading.name}, requests of the second reading`, network.requests - before, 0);
      }
      client.close?.();
    });
  }
}

// checkPages reads two pages of each list in both variants by turns, and sends the cursors of the client's own answers. If the client
// joins the pages of a list, it must answer the rows of both; otherwise it answers each page by itself. A client that forgets replaces
// the list that has the groups, which has no id.
export async function checkPages(report, network, what, open, { joined = [], forgets = false } = {}) {
  for (const list of lists) {
    const joins = joined.includes(list.field);
    await report.run(`${what}, ${list.name}`, async () => {
      const client = open();
      const { query } = list;
      const cursors = [null, null];
      for (const page of [1, 2]) {
        for (const [i, variant] of list.variants.entries()) {
          const variables = { ...variant, first: size, after: cursors[i] };
          const got = await client.page(list, query, variables);
          const all = await network.ask(query, { ...variant, first: page * size, after: null });
          const want = joins || page === 1 ? all : await network.ask(query, { ...variables, after: cursors[i] });
          report.equal(`${what}, ${list.name}, page ${page}`, listOf(list, got), listOf(list, want));
          cursors[i] = listOf(list, got)?.pageInfo.endCursor;
          report.equal(`${what}, ${list.name}, cursor of page ${page}`, cursors[i], listOf(list, all).pageInfo.endCursor);
        }
      }
      const before = network.requests;
      for (const variant of list.variants) {
        const got = await client.read(query, { ...variant, first: size, after: null });
        const want = await network.ask(query, { ...variant, first: joins ? 2 * size : size, after: null });
        report.equal(`${what}, ${list.name}, again`, listOf(list, got), listOf(list, want));
      }
      if (list.parent !== 'firms' || !forgets) {
        report.equal(`${what}, ${list.name}, requests of the second reading`, network.requests - before, 0);
      }
      client.close?.();
    });
  }
}

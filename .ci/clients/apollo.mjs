// Tests Apollo Client with its default cache and with that of docs/clients.md.
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Network, Report } from './network.mjs';
import { checkPersisted } from './persisted.mjs';
import { checkPages, checkReadings, lists } from './scenarios.mjs';

const network = new Network(process.argv[2]);
const report = new Report('Apollo Client');

// Warnings of the default cache advise settings, which docs/clients.md has. With these settings there must be none.
const warnings = [];
console.warn = (...words) => warnings.push(words.join(' '));
console.error = (...words) => warnings.push(words.join(' '));

let copies = 0;
const documented = async () => (await import(`./project/apollo.js?${copies++}`)).cache;

// opener returns a function that opens clients with caches of one kind.
function opener(caches) {
  return () => {
    const client = new ApolloClient({ link: new HttpLink({ uri: network.url, fetch: network.fetch }), cache: caches.pop() });
    const run = async (query, variables, fetchPolicy) => {
      const { data, error } = await client.query({ query: gql(query), variables, fetchPolicy, errorPolicy: 'all' });
      if (error) throw error;
      return data;
    };
    return {
      read: (query, variables) => run(query, variables, 'cache-first'),
      page: (list, query, variables) => run(query, variables, 'cache-first'),
      // fetchMore reads the next page as a component does, and returns the list of the component.
      more: async (list, query, variables) => {
        const first = { ...variables, after: null };
        if (!variables.after) return run(query, first, 'cache-first');
        await client.watchQuery({ query: gql(query), variables: first }).fetchMore({ variables });
        return run(query, first, 'cache-only');
      },
      close: () => client.stop(),
    };
  };
}

const many = 20;
const defaults = () => opener(Array.from({ length: many }, () => new InMemoryCache()));
const settings = async () => opener(await Promise.all(Array.from({ length: many }, documented)));

// withMore reads pages by fetchMore.
const withMore = (open) => () => {
  const client = open();
  return { ...client, page: client.more };
};

// checkConnection names the key of a list with @connection, which the client does not send. Two orders must remain two lists.
async function checkConnection() {
  const client = defaults()();
  const query = (directive) => `query Named($year: Direction!) {
    firms(first: 3, orderBy: [{foundedYear: $year}]) ${directive} { edges { cursor node { id name } } }
  }`;
  const named = query('@connection(key: "firms", filter: ["orderBy"])');
  for (const again of [false, true]) {
    const before = network.requests;
    for (const year of ['ASC', 'DESC']) {
      report.equal(`@connection, ${year}`, await client.read(named, { year }), await network.ask(query(''), { year }));
    }
    report.equal('@connection, requests', network.requests - before, again ? 0 : 2);
  }
  client.close();
}

await report.run('persisted queries', () => checkPersisted(report, network.url));
// Without possibleTypes, Apollo Client leaves out the fields of fragments on interfaces.
await checkReadings(report, network, 'default cache', defaults(), { forgets: true, only: (reading) => !reading.needsTypes });
await checkPages(report, network, 'default cache', defaults(), { forgets: true });
await report.run('@connection', checkConnection);
warnings.length = 0;
await checkReadings(report, network, 'documented cache', await settings(), { forgets: true });
await checkPages(report, network, 'documented cache', withMore(await settings()), { joined: lists.map((list) => list.field) });
report.equal('warnings of the documented cache', warnings, []);
report.end();

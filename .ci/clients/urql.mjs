// Tests urql with its document cache, with the default Graphcache, with one that has the schema, and with that of docs/clients.md.
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { cacheExchange as graphcache } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { Network, Report } from './network.mjs';
import { checkPages, checkReadings } from './scenarios.mjs';
import { introspection } from './project/schema.js';
import { graphcache as documented } from './project/graphcache.js';

const network = new Network(process.argv[2]);
const report = new Report('urql');
const warnings = [];
console.warn = (...words) => warnings.push(words.join(' '));
console.error = (...words) => warnings.push(words.join(' '));

// opener returns a function that opens clients with one of the caches.
function opener(cache) {
  return () => {
    const client = new Client({ url: network.url, fetch: network.fetch, exchanges: [cache(), fetchExchange], preferGetMethod: false });
    const read = async (query, variables = {}) => {
      const { data, error } = await client.query(query, variables).toPromise();
      if (error) throw error;
      return data;
    };
    return { read, page: (_, query, variables) => read(query, variables) };
  };
}

for (const [what, cache] of [
  ['document cache', () => cacheExchange],
  ['default Graphcache', () => graphcache()],
  ['Graphcache with the schema', () => graphcache({ schema: introspection })],
]) {
  await checkReadings(report, network, what, opener(cache));
  await checkPages(report, network, what, opener(cache));
}
// With the documented settings there are no warnings, unless an operation selects nodes without ids.
const open = opener(() => documented);
await checkReadings(report, network, 'documented Graphcache', open, { only: (reading) => !reading.hasIds });
warnings.length = 0;
await checkReadings(report, network, 'documented Graphcache', open, { only: (reading) => reading.hasIds });
await checkPages(report, network, 'documented Graphcache', open, { joined: ['firms', 'groups'] });
report.equal('warnings of the documented Graphcache', warnings, []);

// The documented traps. relayPagination answers null for a list without arguments, and drops a second edge to the same node.
await report.run('traps', async () => {
  report.equal('a list without arguments', await open().read('{ firms { nodes { id } } }'), null);
  const cache = () => graphcache({ resolvers: { Firm: { investors: relayPagination() } } });
  const query = '{ firm(id: "firm:landspace") { id investors(first: 20) { edges { cursor node { id } } } } }';
  const whole = await network.ask(query);
  const { edges } = (await opener(cache)().read(query)).firm.investors;
  report.equal('edges to one node', edges.length < whole.firm.investors.edges.length, true);
});
report.end();

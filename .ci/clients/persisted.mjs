import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

// The name is different each time, so that no server has the hash in its cache.
const query = gql`
  query Firms${Date.now()}($filter: FirmFilter, $orderBy: [FirmOrder!]) {
    firms(filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        foundedYear
        investors { nodes { id ... on StateFund { level } } }
      }
    }
  }
`;
const variables = {
  filter: { name: { in: ['UISEE', 'Changxin Xinqiao'] }, investors: { some: { node: { stateFund: {} } } } },
  orderBy: [{ foundedYear: 'ASC' }],
};

// checkPersisted runs a query with variables by Apollo Client. The client sends the hash of the query by GET, and the text once,
// after the server reports that the hash is unknown.
export async function checkPersisted(report, url) {
  const sent = [];
  const link = new PersistedQueryLink({
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    useGETForHashedQueries: true,
  }).concat(
    new HttpLink({
      uri: url,
      fetch: (address, options) => {
        const asked = options.method === 'GET' ? Object.fromEntries(new URL(address).searchParams) : JSON.parse(options.body);
        sent.push(`${options.method} ${asked.query ? 'text' : 'hash'}`);
        return fetch(address, options);
      },
    }),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  for (const requests of [['GET hash', 'POST text'], ['GET hash']]) {
    sent.length = 0;
    const { data, error } = await client.query({ query, variables, fetchPolicy: 'network-only', errorPolicy: 'all' });
    if (error) throw error;
    const rows = data.firms.nodes.map(({ name, foundedYear }) => `${name} ${foundedYear}`);
    report.equal('a persisted query', rows, ['UISEE 2016', 'Changxin Xinqiao 2021']);
    report.equal('requests of a persisted query', sent, requests);
  }
  client.stop();
}

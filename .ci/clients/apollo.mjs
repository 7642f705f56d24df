import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
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

// askByApollo runs a query with variables by Apollo Client. The client sends the hash of the query by GET, and the text once,
// after the server reports that the hash is unknown. It returns the faults.
export async function askByApollo(url) {
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
  const faults = [];
  for (const wanted of [['GET hash', 'POST text'], ['GET hash']]) {
    sent.length = 0;
    const { data, error } = await client.query({ query, variables, fetchPolicy: 'network-only', errorPolicy: 'all' });
    const found = data?.firms?.nodes?.map(({ name, foundedYear }) => `${name} ${foundedYear}`);
    if (error || !isDeepStrictEqual(found, ['UISEE 2016', 'Changxin Xinqiao 2021'])) {
      faults.push(error?.message ?? JSON.stringify(data));
    }
    if (!isDeepStrictEqual(sent, wanted)) {
      faults.push(`it sent ${sent}, and should send ${wanted}`);
    }
  }
  client.stop();
  return faults;
}

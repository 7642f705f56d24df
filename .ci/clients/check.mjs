// Tests a running server with third-party software: every audit of graphql-http, queries with variables by urql and by Apollo
// Client, and the introspection of graphql-js.
// The arguments are the URL of the server's /graphql and the file of the schema. It exits with 1 if there is any fault.
import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';
import { serverAudits } from 'graphql-http';
import { askByApollo } from './apollo.mjs';
import { compareIntrospection } from './introspection.mjs';

const [url, schema] = process.argv.slice(2);
let failed = 0;

const audits = serverAudits({ url, fetchFn: fetch });
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status !== 'ok') {
    failed++;
    console.error(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
  }
}
console.log(`graphql-http: ${audits.length - failed} of ${audits.length} audits pass`);
if (audits.length < 61) {
  failed++;
  console.error('there were 61 audits when this was written');
}

const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
const { data, error } = await client
  .query(
    gql`
      query Firm($id: ID!, $first: Int) {
        firm(id: $id) {
          name
          founders(first: $first) { nodes { name } }
        }
      }
    `,
    { id: 'firm:uisee', first: 5 },
  )
  .toPromise();
if (error || data?.firm?.name !== 'UISEE' || data.firm.founders.nodes[0]?.name !== 'Wu Gansha') {
  failed++;
  console.error('urql:', error?.message ?? JSON.stringify(data));
} else {
  console.log('urql: a query with variables is answered');
}

const faults = await askByApollo(url);
failed += faults.length;
for (const fault of faults) {
  console.error('Apollo Client:', fault);
}
if (faults.length === 0) {
  console.log('Apollo Client: a query with variables is answered, and again by its hash alone');
}

const differences = await compareIntrospection(url, schema);
failed += differences.length;
for (const difference of differences) {
  console.error('graphql-js:', difference);
}
if (differences.length === 0) {
  console.log('graphql-js: it tells the same of the schema, in answer to the whole query and to 1,000 random ones');
}
process.exit(failed > 0 ? 1 : 0);

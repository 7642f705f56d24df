// Runs every audit of graphql-http, and compares introspection with that of graphql-js.
import { serverAudits } from 'graphql-http';
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

const differences = await compareIntrospection(url, schema);
failed += differences.length;
for (const difference of differences) {
  console.error('graphql-js:', difference);
}
if (differences.length === 0) {
  console.log('graphql-js: it tells the same of the schema, in answer to the whole query and to 1,000 random ones');
}
process.exit(failed > 0 ? 1 : 0);

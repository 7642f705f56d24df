// Tests Relay with the configuration of docs/clients.md: relay-compiler compiles the operations of the scenarios, and relay-runtime
// runs them without React.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import relay from 'relay-runtime';
import ts from 'typescript';
import { Network, Report } from './network.mjs';
import { checkPages, checkReadings, lists, readings } from './scenarios.mjs';

const { createOperationDescriptor, Environment, fetchQuery, getRequest, getSelector, RecordSource, Store } = relay;
const network = new Network(process.argv[2]);
const report = new Report('Relay');
const warnings = [];
console.warn = (...words) => warnings.push(words.join(' '));
console.error = (...words) => warnings.push(words.join(' '));
const project = resolve(import.meta.dirname, 'project');

// documents has the name of the operation in Relay for the text of each operation. Relay requires that the name begins with that of
// its file.
const documents = new Map();
let text = "import { graphql } from 'relay-runtime';\n";
for (const { name, query } of readings.flatMap((reading) => reading.operations)) {
  const written = `query ${name} ${query}`;
  if (documents.has(written)) continue;
  documents.set(written, { query: `Scenarios${documents.size}Query` });
  text += `graphql\`query ${documents.get(written).query} ${query}\`;\n`;
}

// A list is a fragment with @refetchable and @connection. It is on Query, or on the node that has the list.
for (const { field, parent, query } of lists) {
  const name = `Scenarios_${field}`;
  const [, declared, body] = /^query \w+(\([^)]*\)) \{(.*)\}$/s.exec(query);
  const connected = body.replace(new RegExp(`(\\b${field}\\([^)]*\\)) \\{`), `$1 @connection(key: "${name}") {`);
  const declarations = [...declared.matchAll(/\$(\w+): ([^,)]+)/g)];
  const isOnNode = parent === 'firm';
  const inner = isOnNode ? /^\s*firm\([^)]*\) \{(.*)\}\s*$/s.exec(connected)[1] : connected;
  const argumentDefinitions = declarations.map(([, n, type]) => `${n}: {type: "${type}"}`).join(' ');
  const passed = declarations.map(([, n]) => `${n}: $${n}`).join(', ');
  const spread = `...${name} @arguments(${passed})`;
  documents.set(query, { query: `Scenarios${field}Query`, fragment: name, pages: `Scenarios${field}PagesQuery`, isOnNode });
  text += `graphql\`fragment ${name} on ${isOnNode ? 'Firm' : 'Query'} @argumentDefinitions(${argumentDefinitions})
    @refetchable(queryName: "Scenarios${field}PagesQuery") {${inner}}\`;
  graphql\`query Scenarios${field}Query${declared} { ${isOnNode ? `firm(id: "firm:landspace") { id ${spread} }` : spread} }\`;\n`;
}

mkdirSync(resolve(project, 'src'), { recursive: true });
writeFileSync(resolve(project, 'src/Scenarios.ts'), text);
const compiler = resolve(import.meta.dirname, 'node_modules/relay-compiler/cli.js');
const compiled = spawnSync(process.execPath, [compiler], { cwd: project, encoding: 'utf8' });
report.equal(`relay-compiler: ${compiled.stdout}${compiled.stderr}`, compiled.status, 0);
if (compiled.status !== 0) report.end();

// artifact loads a compiled operation or fragment. The files are in TypeScript, as in an application.
const generated = resolve(project, 'src/__generated__');
writeFileSync(resolve(generated, 'package.json'), '{"type": "commonjs"}');
for (const file of readdirSync(generated).filter((name) => name.endsWith('.ts'))) {
  const { outputText } = ts.transpileModule(readFileSync(resolve(generated, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(resolve(generated, file.replace(/ts$/, 'js')), outputText);
}
const require = createRequire(resolve(generated, 'package.json'));
const artifact = (name) => require(`./${name}.graphql.js`).default;

function open() {
  const environment = new Environment({
    network: relay.Network.create(async ({ text: query }, variables) => {
      const response = await network.fetch(network.url, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }),
      });
      return response.json();
    }),
    store: new Store(new RecordSource()),
  });
  // run executes an operation from the store if it can, and keeps its data in the store.
  const run = async (name, variables) => {
    const query = artifact(name);
    const operation = createOperationDescriptor(getRequest(query), variables);
    environment.retain(operation);
    await fetchQuery(environment, query, variables, { fetchPolicy: 'store-or-network' }).toPromise();
    return environment.lookup(operation.fragment).data;
  };
  const read = async (document, variables = {}) => {
    const { query, fragment, isOnNode } = documents.get(document);
    const data = await run(query, variables);
    if (!fragment) return data;
    const selected = environment.lookup(getSelector(artifact(fragment), isOnNode ? data.firm : data)).data;
    return isOnNode ? { firm: selected } : selected;
  };
  return {
    read,
    // page does what usePaginationFragment does: it executes the query of @refetchable, and reads the list of the first query again.
    page: async (list, document, variables) => {
      const { pages, isOnNode } = documents.get(document);
      if (variables.after) await run(pages, { ...variables, ...(isOnNode ? { id: 'firm:landspace' } : {}) });
      return read(document, { ...variables, after: null });
    },
  };
}

await checkReadings(report, network, 'default store', open);
await checkPages(report, network, 'connections', open, { joined: lists.map((list) => list.field) });
report.equal('the list of docs/clients.md', artifact('FirmList_query').metadata.connection?.length, 1);
report.equal('warnings', warnings, []);
report.end();

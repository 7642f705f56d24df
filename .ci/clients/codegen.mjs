// Tests GraphQL Code Generator with the configuration of docs/clients.md: it generates types for an operation, TypeScript checks that
// scalars and enums have the documented types, and the server answers the generated document.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { print } from 'graphql';
import ts from 'typescript';
import { Network, Report } from './network.mjs';

const network = new Network(process.argv[2]);
const report = new Report('GraphQL Code Generator');
const folder = import.meta.dirname;
const project = resolve(folder, 'project-codegen');

const operation = `query Firms($orderBy: [FirmOrder!], $filter: FirmFilter) {
  firms(first: 2, orderBy: $orderBy, filter: $filter) {
    nodes { name foundedYear valuationUsd unicornSince investors(first: 3) { nodes { __typename name ... on StateFund { level } } } }
  }
}`;
const program = `import { graphql } from './gql/gql';
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';

export const document = graphql(\`${operation}\`);
type Firm = NonNullable<ResultOf<typeof document>['firms']>['nodes'][number];
type Fund = Extract<Firm['investors']['nodes'][number], { __typename: 'StateFund' }>;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const checks: [
  Same<Firm['valuationUsd'], string | null | undefined>,
  Same<Firm['unicornSince'], string | null | undefined>,
  Same<Firm['foundedYear'], number | null | undefined>,
  Same<NonNullable<Fund['level']>, 'CENTRAL' | 'PROVINCIAL' | 'MUNICIPAL'>,
] = [true, true, true, true];
export const variables: VariablesOf<typeof document> = {
  orderBy: [{ foundedYear: 'ASC' }, { name: 'ASC' }],
  filter: { name: { in: ['UISEE', 'LandSpace'] } },
};
// @ts-expect-error: the direction is an enum
export const wrong: VariablesOf<typeof document> = { orderBy: [{ foundedYear: 'UP' }] };
`;

rmSync(project, { recursive: true, force: true });
mkdirSync(resolve(project, 'src'), { recursive: true });
for (const name of ['codegen.ts', 'schema.graphql']) copyFileSync(resolve(folder, 'project', name), resolve(project, name));
writeFileSync(resolve(project, 'src/firms.ts'), program);

// run runs a program of a package, and reports its output if it fails.
function run(path, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(folder, 'node_modules', path), ...args], { cwd: project, encoding: 'utf8' });
  report.equal(`${path}: ${status ? stdout + stderr : ''}`, status, 0);
}

run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts');
run('typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck', '--target', 'ES2022', '--module', 'ESNext',
  '--moduleResolution', 'bundler', 'src/firms.ts');
await report.run('the generated document', async () => {
  const { outputText } = ts.transpileModule(readFileSync(resolve(project, 'src/gql/graphql.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(resolve(project, 'src/gql/graphql.mjs'), outputText);
  const { FirmsDocument } = await import(resolve(project, 'src/gql/graphql.mjs'));
  const variables = { orderBy: [{ foundedYear: 'ASC' }], filter: { name: { in: ['UISEE', 'LandSpace'] } } };
  const answer = await network.ask(print(FirmsDocument), variables);
  report.equal('its answer', answer, await network.ask(operation, variables));
  report.equal('its firms', answer.firms.nodes.map((firm) => firm.name), ['LandSpace', 'UISEE']);
});

// The schema can also come from the server.
const configuration = readFileSync(resolve(project, 'codegen.ts'), 'utf8');
writeFileSync(resolve(project, 'codegen.ts'), configuration.replace('./schema.graphql', network.url.replace(/graphql$/, 'schema.graphqls')));
run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts');
report.end();

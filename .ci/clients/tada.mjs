// Tests gql.tada with the configuration of docs/clients.md: it reads the schema, TypeScript checks the types that it derives from the
// operation of the page, and the server answers it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { print } from 'graphql';
import ts from 'typescript';
import { Network, Report } from './network.mjs';

const network = new Network(process.argv[2]);
const report = new Report('gql.tada');
const folder = import.meta.dirname;
const project = resolve(folder, 'project-tada');

const checks = `import type { VariablesOf } from 'gql.tada';
import { firm, type Firm } from './tada';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Fund = Extract<Firm['investors']['nodes'][number], { __typename: 'StateFund' }>;
export const types: [
  Same<Firm['name'], string>,
  Same<Firm['valuationUsd'], string | null>,
  Same<Fund['level'], 'CENTRAL' | 'PROVINCIAL' | 'MUNICIPAL' | null>,
] = [true, true, true];
export const variables: VariablesOf<typeof firm> = { id: 'firm:landspace' };
// @ts-expect-error: an id is a text
export const wrong: VariablesOf<typeof firm> = { id: true };
`;

rmSync(project, { recursive: true, force: true });
mkdirSync(project, { recursive: true });
for (const name of ['tsconfig.json', 'tada.ts', 'schema.graphql']) copyFileSync(resolve(folder, 'project', name), resolve(project, name));
writeFileSync(resolve(project, 'checks.ts'), checks);

// run runs a program of a package, and reports its output if it fails.
function run(path, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(folder, 'node_modules', path), ...args], { cwd: project, encoding: 'utf8' });
  report.equal(`${path}: ${status ? stdout + stderr : ''}`, status, 0);
}

run('gql.tada/bin/cli.js', 'generate-output');
const config = JSON.parse(readFileSync(resolve(project, 'tsconfig.json'), 'utf8'));
config.files = [...config.files, 'checks.ts'];
writeFileSync(resolve(project, 'tsconfig.json'), JSON.stringify(config));
run('typescript/bin/tsc', '--project', '.', '--skipLibCheck');
await report.run('the operation', async () => {
  const { outputText } = ts.transpileModule(readFileSync(resolve(project, 'tada.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(resolve(project, 'tada.mjs'), outputText);
  const { firm } = await import(resolve(project, 'tada.mjs'));
  const answer = await network.ask(print(firm), { id: 'firm:landspace' });
  report.equal('its answer', answer.firm.name, 'LandSpace');
});
report.end();

// Tests a running server with third-party software. The arguments are the URL of the server's /graphql, the file of the schema and
// docs/clients.md. Each test is a process of its own, in this folder, whose subfolder `project` has the files of docs/clients.md and
// what its generate.mjs writes. It exits with 1 if any test fails.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { snippets, writeSnippets } from './snippets.mjs';

const [url, schema, page] = process.argv.slice(2);
const folder = import.meta.dirname;
const project = resolve(folder, 'project');

// run runs a program of Node.js in a folder, and returns whether it succeeds. Its output is printed when it ends.
function run(args, cwd = folder) {
  const began = Date.now();
  return new Promise((done) => {
    let output = '';
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NODE_ENV: 'development' } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (code) => {
      process.stdout.write(`${output}${args[0]}: ${code === 0 ? 'passes' : 'FAILS'} after ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
      done(code === 0);
    });
  });
}

rmSync(project, { recursive: true, force: true });
writeSnippets(snippets(page), project);
const tests = ['audit.mjs', 'apollo.mjs', 'urql.mjs', 'relay.mjs', 'codegen.mjs', 'tada.mjs', 'oneof.mjs'];
const passed =
  (await run(['generate.mjs', url.replace(/\/graphql$/, '')], project)) &&
  (await Promise.all(tests.map((test) => run([test, url, resolve(schema)])))).every(Boolean);
process.exit(passed ? 0 : 1);

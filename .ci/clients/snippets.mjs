// Writes the files of docs/clients.md into a folder: each code block that follows a line with the name of its file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// snippets returns the files of a page by name.
export function snippets(page) {
  const files = {};
  for (const [, name, text] of readFileSync(page, 'utf8').matchAll(/^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$/gms)) {
    if (files[name]) throw new Error(`${page} has two files ${name}`);
    files[name] = text;
  }
  return files;
}

// writeSnippets writes files into a folder.
export function writeSnippets(files, folder) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

// What the tests of the caching clients share: requests that are counted, answers of the server without any cache, and the report.
import { isDeepStrictEqual } from 'node:util';

// Network sends requests to one server. Clients use its fetch, which counts them; ask bypasses every client.
export class Network {
  requests = 0;
  fetch;

  constructor(url) {
    this.url = url;
    this.fetch = (address, options) => {
      this.requests++;
      return fetch(address, options);
    };
  }

  // ask returns the data of the server's answer to an operation.
  async ask(query, variables = {}) {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${errors.map((e) => e.message).join('; ')}\n${query}`);
    return data;
  }
}

// plain returns data without __typename and undefined values, which clients add, and with objects of the same prototype.
export function plain(data) {
  if (Array.isArray(data)) return data.map(plain);
  if (data === null || typeof data !== 'object') return data;
  const fields = Object.entries(data).filter(([name, value]) => !name.startsWith('__') && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, plain(value)]));
}

// Report collects the faults of one client and ends the process.
export class Report {
  faults = [];
  checks = 0;

  constructor(client) {
    this.client = client;
  }

  // equal compares two values.
  equal(what, got, want) {
    this.checks++;
    if (isDeepStrictEqual(plain(got), plain(want))) return;
    this.faults.push(`${what}: ${difference(plain(want), plain(got), '')}`);
  }

  // run runs a part of the test, and reports what it throws as a fault.
  async run(what, part) {
    try {
      await part();
    } catch (error) {
      this.checks++;
      this.faults.push(`${what}: ${error.message}`);
    }
  }

  end() {
    for (const fault of this.faults) process.stderr.write(`${this.client}: ${fault}\n`);
    if (this.checks === 0) process.stderr.write(`${this.client}: nothing is checked\n`);
    console.log(`${this.client}: ${this.checks - this.faults.length} of ${this.checks} checks pass`);
    process.exit(this.faults.length || this.checks === 0 ? 1 : 0);
  }
}

// difference returns the path of the first difference between two values.
export function difference(want, got, path) {
  if (want && got && typeof want === 'object' && typeof got === 'object') {
    for (const key of new Set([...Object.keys(want), ...Object.keys(got)])) {
      const found = difference(want[key], got[key], `${path}/${key}`);
      if (found) return found;
    }
    return '';
  }
  return want === got ? '' : `${path || '/'} is ${JSON.stringify(got)?.slice(0, 200)}, and should be ${JSON.stringify(want)?.slice(0, 200)}`;
}

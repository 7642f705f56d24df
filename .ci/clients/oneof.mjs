// Checks the schema by two versions of graphql-js, and compares the decisions of oneof.json with theirs, for each input type of
// which exactly one field is set. The test of graph/rules compares them with the server's. The arguments are a URL, which is not
// used, and the file of the schema. In a document, T stands for the type, A and B for two of its fields, TA and TB for their types,
// and 1A and 1B for their values.
import { readFileSync } from 'node:fs';
import * as graphql16 from 'graphql';
import * as graphql17 from 'graphql17';

const decisions = JSON.parse(readFileSync(new URL('oneof.json', import.meta.url)));

// compareOneOf returns a line for each decision that differs, and the number of decisions.
function compareOneOf(graphql, file) {
  const faults = [];
  let compared = 0;
  const text = readFileSync(file, 'utf8');
  const schema = graphql.buildSchema(text);
  for (const fault of graphql.validateSchema(schema)) {
    faults.push(`the schema: ${fault.message}`);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!type.isOneOf) {
      continue;
    }
    const extended = graphql.extendSchema(schema, graphql.parse(`
      input Outer${type.name} { inner: ${type.name} }
      extend type Query { probe(v: ${type.name}): Int outer(v: Outer${type.name}): Int list(v: [${type.name}!]): Int }`));
    const fields = Object.values(type.getFields());
    for (const d of decisions) {
      if (fields.length < 2 && JSON.stringify(d).includes('B')) {
        continue;
      }
      const literal = (text) => fill(text, type, fields, (field) => literalOf(graphql, field.type));
      const variables = d.variables && JSON.parse(fill(JSON.stringify(d.variables).replaceAll(/"(1[AB])"/g, '$1'), type, fields, (field) => jsonOf(graphql, field.type)));
      compared++;
      const accepted = accepts(graphql, extended, literal(d.document), variables ?? {});
      if (accepted !== d.accepted) {
        faults.push(`${d.name} of ${type.name}: ${accepted ? 'accepted' : 'refused'} by graphql-js ${graphql.version}`);
      }
    }
  }
  return { faults, compared };
}

function fill(text, type, fields, valueOf) {
  const of = { A: fields[0], B: fields[1] };
  return text
    .replaceAll(/\b1([AB])\b/g, (_, name) => valueOf(of[name]))
    .replaceAll(/\bT([AB])\b/g, (_, name) => `${of[name].type}`)
    .replaceAll(/\bOuterT\b/g, `Outer${type.name}`)
    .replaceAll(/\bT\b/g, type.name)
    .replaceAll(/\b([AB])\b/g, (_, name) => of[name].name);
}

// membersOf returns the fields that a value of an input type needs: the first if exactly one is set, otherwise those that are
// not null.
function membersOf(graphql, type) {
  const fields = Object.values(type.getFields());
  return type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => graphql.isNonNullType(field.type));
}

function literalOf(graphql, of) {
  const type = graphql.getNamedType(of);
  if (graphql.isEnumType(type)) {
    return type.getValues()[0].name;
  }
  if (graphql.isInputObjectType(type)) {
    return `{${membersOf(graphql, type).map((field) => `${field.name}: ${literalOf(graphql, field.type)}`).join(', ')}}`;
  }
  return '"CNY"';
}

function jsonOf(graphql, of) {
  const type = graphql.getNamedType(of);
  if (graphql.isInputObjectType(type)) {
    return `{${membersOf(graphql, type).map((field) => `"${field.name}": ${jsonOf(graphql, field.type)}`).join(', ')}}`;
  }
  return graphql.isEnumType(type) ? `"${type.getValues()[0].name}"` : '"CNY"';
}

// accepts reports whether graphql-js validates a document, and executes it with the variables.
function accepts(graphql, schema, text, variables) {
  const document = graphql.parse(text);
  if (graphql.validate(schema, document).length > 0) {
    return false;
  }
  return !graphql.executeSync({ schema, document, variableValues: variables }).errors;
}

let failed = false;
for (const graphql of [graphql16, graphql17]) {
  const { faults, compared } = compareOneOf(graphql, process.argv[3]);
  for (const fault of faults) console.error(fault);
  console.log(`graphql-js ${graphql.version}: ${compared - faults.length} of ${compared} decisions on @oneOf are equal`);
  failed ||= faults.length > 0 || compared < 1000;
}
process.exit(failed ? 1 : 0);

import { readFileSync } from 'node:fs';
import {
  buildSchema, getIntrospectionQuery, getNamedType, graphqlSync, isIntrospectionType, isLeafType, isListType, isNullableType,
  isSpecifiedScalarType, isUnionType, __Schema, __Type,
} from 'graphql';

// The expected differences between a server and graphql-js; if one is missing, that is a fault too. Lists have another order,
// which the specification does not define, and gqlparser has other descriptions of these types.
const describedOtherwise = ['Float', 'ID', 'String'];
const by = (a, b) => (a.name < b.name ? -1 : 1);

// asWritten returns graphql-js's schema with these differences, taken from the server's response.
function asWritten(text, told, faults) {
  const schema = buildSchema(text);
  const types = Object.fromEntries(Object.values(schema.getTypeMap()).sort(by).map((type) => [type.name, type]));
  const place = (type) => type.astNode.loc.start;
  const possible = schema.getPossibleTypes.bind(schema);
  const directives = [...schema.getDirectives()].sort(by);
  schema.getTypeMap = () => types;
  schema.getDirectives = () => directives;
  schema.getPossibleTypes = (type) =>
    isUnionType(type) ? possible(type) : [...possible(type)].sort((a, b) => place(a) - place(b));
  for (const type of Object.values(types).filter((t) => isSpecifiedScalarType(t) || isIntrospectionType(t))) {
    const description = told.types.find((t) => t.name === type.name)?.description;
    if (describedOtherwise.includes(type.name) === (type.description === description)) {
      faults.push(`the description of ${type.name}: ${description}`);
    }
    type.description = description;
  }
  return schema;
}

// randomness returns a generator of numbers below a bound (xorshift). A seed always gives the same numbers.
function randomness(seed) {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

// randomQuery returns an introspection query with aliases, fragments, conditions and variables at random places.
function randomQuery(under, names) {
  const fragments = [];
  const one = (list) => list[under(list.length)];
  const condition = () => (under(8) ? '' : ` @${one(['skip', 'include'])}(if: ${one(['true', 'false', '$yes', '$no'])})`);
  const withArguments = (field) =>
    field.args.length && under(3) ? `(includeDeprecated: ${one(['true', 'false', 'null', '$yes', '$no', '$nothing'])})` : '';
  let aliases = 0;

  // lists is how many nested lists are still allowed: each multiplies the size of the response.
  function selection(type, depth, lists) {
    const parts = [];
    for (const field of Object.values(type.getFields()).filter(() => under(3) > 0)) {
      const result = getNamedType(field.type);
      const many = isListType(isNullableType(field.type) ? field.type : field.type.ofType) && !isLeafType(result);
      if (!isLeafType(result) && (depth === 0 || (many && lists === 0))) continue;
      const within = isLeafType(result) ? '' : ` ${selection(result, depth - 1, lists - (many ? 1 : 0))}`;
      const alias = under(5) ? '' : `a${aliases++}: `;
      parts.push(`${alias}${field.name}${withArguments(field)}${condition()}${within}`);
    }
    if (under(4) === 0 || parts.length === 0) parts.push('__typename');
    if (under(6) === 0) return `{ ... on ${type.name}${condition()} { ${parts.join(' ')} } is: __typename }`;
    if (under(6) === 0) {
      fragments.push(`fragment F${fragments.length} on ${type.name} { ${parts.join(' ')} }`);
      return `{ ...F${fragments.length - 1}${condition()} other: __typename }`;
    }
    return `{ ${parts.join(' ')} }`;
  }

  const roots = under(5) ? [] : [`__schema ${selection(__Schema, 3, 1)}`];
  for (let n = under(3) + (roots.length ? 0 : 1); n > 0; n--) {
    const name = under(12) ? JSON.stringify(one(names)) : one(['"Nothing"', '""', '$name']);
    roots.push(`t${n}: __type(name: ${name})${condition()} ${selection(__Type, 4, 2)}`);
  }
  const declared = '($yes: Boolean! = true, $no: Boolean! = false, $nothing: Boolean, $name: String! = "Firm")';
  return `query ${declared} { __typename ${roots.join(' ')} ...All } fragment All on Query { name: __typename
    ... on Query @include(if: $yes) @skip(if: $no) { with: __type(name: $name) { name fields(includeDeprecated: $nothing) { name } } } }
    ${fragments.join('\n')}`;
}

// compareIntrospection compares a server with graphql-js on the complete introspection query and on random ones. It returns the
// differences.
export async function compareIntrospection(url, file, wanted = 1000) {
  const faults = [];
  const ask = async (query) => {
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query }) });
    return response.json();
  };
  const whole = getIntrospectionQuery({
    descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
  });
  const told = await ask(whole);
  if (!told.data) return [`the whole query: ${JSON.stringify(told.errors)}`];
  const schema = asWritten(readFileSync(file, 'utf8'), told.data.__schema, faults);
  const compare = (query, answer) => {
    const want = graphqlSync({ schema, source: query });
    if (JSON.stringify(want) !== JSON.stringify(answer)) faults.push(difference(want, answer, '') + `\n${query}`);
  };
  compare(whole, told);

  const seed = 20261130;
  const under = randomness(seed);
  const names = Object.keys(schema.getTypeMap());
  let compared = 0;
  for (let asked = 0; compared < wanted && asked < 2 * wanted && faults.length < 10; asked++) {
    const query = randomQuery(under, names);
    const answer = await ask(query);
    if (answer.errors?.[0].extensions.code === 'LIMIT_EXCEEDED') continue;
    if (answer.errors) {
      faults.push(`${JSON.stringify(answer.errors)}\n${query}`);
      continue;
    }
    compare(query, answer);
    compared++;
  }
  if (compared < wanted && faults.length < 10) faults.push(`only ${compared} of ${wanted} random queries are within the limits`);
  return faults;
}

// difference returns the path of the first difference between two values.
function difference(want, got, path) {
  if (want && got && typeof want === 'object' && typeof got === 'object') {
    const keys = [Object.keys(want), Object.keys(got)];
    if (keys[0].join() !== keys[1].join()) return `${path}: keys ${keys[1].slice(0, 20)}, by graphql-js ${keys[0].slice(0, 20)}`;
    for (const key of keys[0]) {
      const found = difference(want[key], got[key], `${path}/${key}`);
      if (found) return found;
    }
    return '';
  }
  return want === got ? '' : `${path}: ${JSON.stringify(got)}, by graphql-js ${JSON.stringify(want)}`;
}

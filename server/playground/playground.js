'use strict';

// Opens GraphiQL on this server's /graphql, with the example queries as its tabs. What a person changes is kept in the
// browser's local storage, under a name of its own so that another GraphiQL at this address does not mix in.
(() => {
  const examples = JSON.parse(document.getElementById('examples').textContent);
  const element = React.createElement;

  const playground = element(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: new URL('graphql', document.baseURI).href }),
      storage: GraphiQL.createLocalStorage({ namespace: 'stakegraph' }),
      defaultTabs: examples,
      defaultQuery: '# Ctrl-Space completes, Ctrl-Enter runs, and the book on the left describes every field.\n\n{\n  \n}\n',
      defaultEditorToolsVisibility: 'variables',
      schemaDescription: true,
    },
    element(GraphiQL.Logo, null, 'Stakegraph'),
  );

  ReactDOM.createRoot(document.getElementById('playground')).render(playground);
})();

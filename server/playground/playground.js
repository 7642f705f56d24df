'use strict';

// Opens GraphiQL on this server's /graphql, with the example queries as its tabs, or with the query of a link. What a
// person changes is kept in the browser's local storage, under a name of its own so that another GraphiQL at this address
// does not mix in.
(() => {
  const examples = JSON.parse(document.getElementById('examples').textContent);
  const element = React.createElement;

  // A link carries its query behind the #, which browsers do not send and no log therefore sees. One with a ? is understood too,
  // and moved behind the #.
  if (new URLSearchParams(location.search).has('query')) {
    history.replaceState(null, '', `${location.pathname}#${location.search.slice(1)}`);
  }
  const linked = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    return given.has('query') ? { query: given.get('query'), variables: given.get('variables') ?? '' } : null;
  };
  const shared = linked();

  // What the open tab holds, as GraphiQL tells it. Headers are left out of links: they can hold what is secret.
  let open = shared ?? examples[0];
  const remember = (tabs) => {
    open = tabs.tabs[tabs.activeTabIndex] ?? open;
  };

  const link = () => {
    const carried = new URLSearchParams({ query: open.query ?? '' });
    if (open.variables?.trim()) {
      carried.set('variables', open.variables);
    }
    return `${location.origin}${location.pathname}#${carried}`;
  };

  // What is kept from one visit to the next; nothing where the browser forbids it. GraphiQL would keep the headers of all
  // queries that were run: they stay with the page unless a person has the settings keep them.
  const createStorage = () => {
    const local = GraphiQL.createLocalStorage({ namespace: 'stakegraph' });
    const { setItem } = local;
    const withoutHeaders = (name, value) => (name === 'headers' ? undefined : value);
    local.setItem = (key, text) => {
      const isHistory = key === 'graphiql:queries' || key === 'graphiql:favorites';
      const mayKeep = !isHistory || local.getItem('graphiql:shouldPersistHeaders') === 'true';
      setItem(key, mayKeep ? text : JSON.stringify(JSON.parse(text), withoutHeaders));
    };
    try {
      local.getItem('theme');
      return local;
    } catch {
      return null;
    }
  };

  const ShareButton = () => {
    const [said, say] = React.useState('');
    React.useEffect(() => {
      if (!said) {
        return undefined;
      }
      const later = setTimeout(() => say(''), 2500);
      return () => clearTimeout(later);
    }, [said]);
    const share = () => {
      history.replaceState(null, '', link());
      // The clipboard is there on this machine and by HTTPS alone; the link is in the address bar either way.
      const copying = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
      copying.then(() => say('Link copied'), () => say('Link is in the address bar'));
    };
    return element(
      'div',
      { className: 'share' },
      element(
        'button',
        {
          type: 'button',
          className: 'graphiql-un-styled graphiql-toolbar-button',
          'aria-label': 'Copy a link to this query',
          title: 'Copy a link to this query',
          onClick: share,
        },
        element(
          'svg',
          { className: 'graphiql-toolbar-icon', viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
          element('path', { d: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7' }),
          element('path', { d: 'M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17' }),
        ),
      ),
      element('span', { role: 'status', className: 'share-status' }, said),
    );
  };

  const playground = element(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: new URL('graphql', location.origin + location.pathname).href }),
      storage: createStorage(),
      defaultTabs: examples,
      ...(shared ? { query: shared.query, variables: shared.variables } : {}),
      defaultQuery: [
        '# Ctrl-Space completes names.',
        '# Ctrl-Enter runs the query.',
        '# Escape, then Tab leaves the editor.',
        '# The book on the left lists all fields.',
        '',
        '{',
        '  ',
        '}',
        '',
      ].join('\n'),
      defaultEditorToolsVisibility: 'variables',
      schemaDescription: true,
      onTabChange: remember,
    },
    element(GraphiQL.Logo, null, 'Stakegraph'),
    element(GraphiQL.Toolbar, null, ({ merge, prettify, copy }) => element(React.Fragment, null, prettify, merge, copy, element(ShareButton))),
  );

  ReactDOM.createRoot(document.getElementById('playground')).render(playground);

  // In an editor Tab indents. After Escape it leaves, and so it always does where nothing can be edited.
  let leaving = false;
  const leaveByTab = (event) => {
    const editor = event.target.closest?.('.CodeMirror')?.CodeMirror;
    if (editor && event.key === 'Tab' && (leaving || editor.getOption('readOnly'))) {
      event.stopPropagation(); // so that the browser alone acts on it
    }
    if (event.key !== 'Shift') {
      leaving = Boolean(editor) && event.key === 'Escape' && !document.querySelector('.CodeMirror-hints');
    }
  };
  addEventListener('keydown', leaveByTab, true);

  // For those who hear the page the editors need names, which GraphiQL does not give them. What each holds, its mode tells.
  const names = { graphql: 'Query', 'graphql-variables': 'Variables', 'graphql-results': 'Answer' };
  const nameEditors = () => {
    for (const input of document.querySelectorAll('.CodeMirror textarea:not([aria-label])')) {
      const editor = input.closest('.CodeMirror').CodeMirror;
      const leave = editor.getOption('readOnly') ? '' : '; press Escape, then Tab to leave';
      input.setAttribute('aria-label', (names[editor.getOption('mode')] ?? 'Headers') + leave);
    }
  };
  new MutationObserver(nameEditors).observe(document.getElementById('playground'), { childList: true, subtree: true });

  // A link that is followed while the page is open already changes only what is behind the #.
  addEventListener('hashchange', () => {
    if (linked()) {
      location.reload();
    }
  });
})();

'use strict';

// Opens GraphiQL on this server's /graphql, with the example queries as tabs or with the query of a link. Changes are
// saved in the browser's local storage, in a namespace that separates them from any other GraphiQL at this origin.
(() => {
  const examples = JSON.parse(document.getElementById('examples').textContent);
  const element = React.createElement;

  // A link has its query in the fragment, which browsers do not send and logs do not contain. A query in the search
  // part of the URL is accepted too, and moved to the fragment.
  if (new URLSearchParams(location.search).has('query')) {
    history.replaceState(null, '', `${location.pathname}#${location.search.slice(1)}`);
  }
  const linked = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    return given.has('query') ? { query: given.get('query'), variables: given.get('variables') ?? '' } : null;
  };
  const shared = linked();

  // The content of the open tab, as GraphiQL reports it. Links omit headers, which can contain secrets.
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

  // The storage between visits, or null if the browser denies it. GraphiQL would store the headers of all executed
  // queries; here they are only stored if the user enables it in the settings.
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
      // The clipboard requires localhost or HTTPS; the link is in the address bar in any case.
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

  // In an editor, Tab indents. After Escape, and in read-only editors, Tab leaves the editor.
  let leaving = false;
  const leaveByTab = (event) => {
    const editor = event.target.closest?.('.CodeMirror')?.CodeMirror;
    if (editor && event.key === 'Tab' && (leaving || editor.getOption('readOnly'))) {
      event.stopPropagation(); // leaves the key to the browser
    }
    if (event.key !== 'Shift') {
      leaving = Boolean(editor) && event.key === 'Escape' && !document.querySelector('.CodeMirror-hints');
    }
  };
  addEventListener('keydown', leaveByTab, true);

  // Screen readers need names for the editors, which GraphiQL does not set. The mode of an editor identifies its
  // content.
  const names = { graphql: 'Query', 'graphql-variables': 'Variables', 'graphql-results': 'Answer' };
  const nameEditors = () => {
    for (const input of document.querySelectorAll('.CodeMirror textarea:not([aria-label])')) {
      const editor = input.closest('.CodeMirror').CodeMirror;
      const leave = editor.getOption('readOnly') ? '' : '; press Escape, then Tab to leave';
      input.setAttribute('aria-label', (names[editor.getOption('mode')] ?? 'Headers') + leave);
    }
  };
  new MutationObserver(nameEditors).observe(document.getElementById('playground'), { childList: true, subtree: true });

  // Opening a link in the open page changes only the fragment, so the page must be reloaded.
  addEventListener('hashchange', () => {
    if (linked()) {
      location.reload();
    }
  });
})();

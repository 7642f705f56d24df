// Package lexicon splits names into words and finds their classes, phase numbers, places, trades and other meanings,
// and the simplified characters and the pinyin of Chinese. It is the first step of a search or a match: packages
// search and match compare its result for the text with its result for the names of nodes. It knows words, but no
// nodes and no index.
package lexicon

// Package pythontest provides tests with Python and the packages of network scientists, among them NetworkX and
// python-igraph. Tests use them to read exports, and to compute measures of networks a second time; one test generates a client. It
// uses no other package of the project, and requests do not use it.
//
// The packages and their versions are in requirements.txt. They are installed from PyPI once per user of the machine and per
// version of the list, into a folder of the user's cache that no other Python uses.
package pythontest

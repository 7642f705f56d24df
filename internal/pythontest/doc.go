// Package pythontest gives tests a Python with the packages that network scientists use, among them NetworkX and
// python-igraph, so that what is exported is read by those who will read it, and what is measured is measured a second
// time. It stands outside a request's way and knows nothing of the rest of the project.
//
// The packages and their versions stand in requirements.txt. They are installed from PyPI once for each user of the
// machine and each list, into a folder of the user's cache, and nowhere that another Python looks.
package pythontest

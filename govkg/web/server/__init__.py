"""The server: pages, files and the SPARQL endpoint over HTTP."""

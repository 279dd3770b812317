"""The commands of `watchfloor`: one module is one command or a few of a kind.

Each has a click command; `agents.cli` puts them together. Results go to stdout, as JSON Lines with
`--json`; progress, logs and errors go to stderr.
"""

"""The language in which subscribers say what they want to be told.

    withdrawal iraq                  both words; a space is AND
    attack OR raid                   either; NOT binds before AND, AND before OR; ( ) groups
    "troop withdrawal"               a phrase: one field, in order, across punctuation
    rocket*                          every word that begins so
    iraq NEAR/5 coalition            one field, either order, at most 5 words between (10 at most)
    ="attack"                        this form only; attack alone also finds attacks and attacked
    title:iraq  body:(a OR b)        one part of the article; otherwise title and body are searched
    source:bbc.co.uk  lang:ar        where it comes from
    kind:attack modality:denied attribution:official actor:ISIS place:Ramadi country:IQ
    killed>=10  troops>=500          what an event of the article says
    @hezbollah                       a group of spellings, from `aliases:` of the rule files
    # to the end of the line         a comment

Only upper-case AND, OR, NOT and NEAR are operators. Case, accents, width and Arabic spelling never
matter, nor do the clitics before an Arabic word. All event fields of a query speak of one and the
same event (see `alerts.query.evaluate`); what is absent never matches.

`parse` reads a query into a frozen tree, `evaluate` says where it holds, `explain` says why.
"""

from __future__ import annotations

from alerts.query.errors import QueryError
from alerts.query.evaluate import Found, evaluate, search
from alerts.query.explain import Explanation, explain
from alerts.query.index import Text
from alerts.query.parse import parse
from alerts.query.tree import Query

__all__ = [
    "Explanation",
    "Found",
    "Query",
    "QueryError",
    "Text",
    "evaluate",
    "explain",
    "parse",
    "search",
]

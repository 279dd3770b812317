"""The event coder: what an article says happened, with the words that prove it.

A pure function of an article. The way of a text through the modules:

    language      which language it is in
    folding       small letters and plain quotes, with every offset kept
    tokens        a sentence's words, tagged with the lexicon's sets
    gate          one automaton over the article: triggers and subjects, or nothing to do
    sentences     where sentences begin and end; bylines and hashtag lines are no evidence
    triggers      words that name an event; their companions: `conditions`, `relations`
    modality      how real: `cues` with direction and reach, `auxiliaries` of the `verbs`
    verifier      a second opinion on both: linear models, whose weights are data
    attribution   who says so
    arguments     actors and target; `places`, `quantities`, `when`
    drafting      one sentence's telling of an event
    merge         one event from an article's tellings

`lexicon` is what a language knows, `grammar` how it writes and orders its words; `english` and
`arabic` hold their tables and readings. The kinds stand in `agents.kinds`.
"""

from __future__ import annotations

from agents.coder.coder import Coder, load
from agents.coder.results import Coded, Explained, Rejection

__all__ = ["Coded", "Coder", "Explained", "Rejection", "load"]

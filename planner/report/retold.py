"""Sentences that a plan keeps in English, told in the language spoken now: found again by what they were made of."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from string import Formatter
from typing import Final

from planner.language import _, counted, current, day
from planner.model.rules import RULES
from planner.model.rules.base import parts_words
from planner.model.rules.pins import ACTIONS, action_words
from planner.plan import benches, vacancy

_RULES: Final = {rule.name: rule for rule in RULES}
_TITLES: Final = {rule.title for rule in RULES}


def why_words(why: str) -> str:
    """Why a post stays vacant; words that the program has not written stay as they are."""
    return why if current() == "en" else _told(why, vacancy.SENTENCES)


def reason_words(rule: str, reason: str) -> str:
    """Why a listing ends, without the name of the rule before it."""
    if current() == "en":
        return reason
    refusals = _RULES[rule].refusals if rule in _RULES else ()
    return _told(reason, (*refusals, *benches.REASONS))


def _told(text: str, sentences: Iterable[str]) -> str:
    # of two that fit, the one with more words of its own is the one that it was made of
    for sentence in sorted(sentences, key=len, reverse=True):
        found = _pattern(sentence).fullmatch(text)
        if found:
            fields = found.groupdict()
            if "rule" in fields and fields["rule"] in _RULES:
                fields["title"] = _(_RULES[fields["rule"]].title).lower()
            return _(sentence).format(**{name: _FIELDS.get(name, str)(value) for name, value in fields.items()})
    return text


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like with its fields filled in."""
    pattern = ""
    for words, name, _spec, _conversion in Formatter().parse(sentence):
        pattern += re.escape(words) + (f"(?P<{name}>{_SHAPES.get(name, '.+?')})" if name else "")
    return re.compile(pattern, re.DOTALL)


def _decisions(text: str) -> str:
    told = (decision.partition(" ") for decision in text.split("; "))
    return "; ".join(
        f"{action_words(action)} {rest}" if action in ACTIONS else f"{action} {rest}" for action, _space, rest in told
    )


_SHAPES: Final = {"people": r"\d+ (?:person|people)", "count": r"\d+", "decisions": rf"(?:{'|'.join(ACTIONS)}) .+"}
"""What the fields look like whose words are made anew."""

_FIELDS: Final[dict[str, Callable[[str], str]]] = {
    "people": lambda text: counted(int(text.partition(" ")[0]), "people"),
    "reasons": lambda text: ", ".join(_told(reason, vacancy.REASONS) for reason in text.split(", ")),
    "rule": lambda text: _(text) if text in _TITLES else text,
    "parts": lambda text: parts_words(text.split(", ")),
    "beyond": lambda text: parts_words(text.split(", ")),
    "decisions": _decisions,
    "date": day,
    "until": day,
    "listed": day,
}
"""How the fields are put in words; others stay as they are."""

"""The Vietnamese catalogue: complete, as the source is now, and true to the fields of every text."""

import unicodedata
from gettext import GNUTranslations
from string import Formatter

import pytest
from babel.messages import Message
from support.catalogue import FOLDER, as_po, marked, translated, untranslated

HOW = "; run `make words`, and write what lacks into planner/locale/vi/LC_MESSAGES/planner.po"
VERBS = {"are", "have"}
"""Fields that hold an English verb; Vietnamese verbs have one form and stand in the text itself."""


def texts(message: Message) -> tuple[str, ...]:
    """Every form of a text."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def words(message: Message) -> tuple[str, ...]:
    """Every form of its translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def fields(text: str) -> set[str]:
    """The fields of a text, each with how it is written; a text that is no format has none."""
    try:
        found = [
            (name, spec, conversion) for _text, name, spec, conversion in Formatter().parse(text) if name is not None
        ]
    except ValueError:
        return set()
    return {f"{name}!{conversion or ''}:{spec}" for name, spec, conversion in found if name.isidentifier()}


def test_every_text_has_its_vietnamese_words() -> None:
    catalogue = translated()
    known = {(message.context, message.id) for message in catalogue}
    missing = [message for message in marked() if (message.context, message.id) not in known]
    missing += untranslated(catalogue)
    assert not missing, f"not translated{HOW}:\n\n{as_po(missing)}"


def test_the_catalogue_has_no_text_that_the_source_has_not() -> None:
    marked_now = {(message.context, message.id) for message in marked()}
    stale = [message.id for message in translated() if (message.context, message.id) not in marked_now]
    assert not stale, f"no longer marked{HOW}"
    assert not translated().obsolete


def test_no_translation_is_guessed() -> None:
    assert [message.id for message in translated() if message.id and message.fuzzy] == []


@pytest.mark.parametrize("name", ["planner", "click"])
def test_a_translation_has_the_fields_of_its_text(name: str) -> None:
    wrong = []
    for message in translated(name):
        asked = [fields(text) for text in texts(message)]
        for told in words(message) if message.id else ():
            lacks = asked[-1] - fields(told) - {f"{verb}!:" for verb in VERBS}
            if lacks or fields(told) - asked[-1]:
                wrong.append((texts(message), told))
    assert wrong == []


def test_a_translation_begins_and_ends_as_its_text_does() -> None:
    def ends(text: str) -> tuple[bool, bool, bool]:
        return text[:1].isspace(), text[-1:].isspace(), text.endswith(".")

    told = [(texts(message)[0], words(message)[0]) for message in translated() if message.id]
    assert [(one, other) for one, other in told if ends(one) != ends(other)] == []


def test_what_to_do_stands_after_a_semicolon_in_both() -> None:
    told = [(texts(message)[0], words(message)[0]) for message in translated() if message.id]
    assert [(one, other) for one, other in told if one.count("; ") == 1 and "; " not in other] == []


def test_plural_forms_are_those_of_the_language() -> None:
    catalogue = translated()
    assert (catalogue.num_plurals, str(catalogue.plural_expr)) == (1, "0")
    assert [message.id for message in catalogue if message.pluralizable and len(message.string) != 1] == []


def test_letters_are_whole() -> None:
    for message in translated():
        assert all(unicodedata.is_normalized("NFC", told) for told in words(message))


@pytest.mark.parametrize("name", ["planner", "click"])
def test_the_program_reads_what_is_written(name: str) -> None:
    with (FOLDER / f"{name}.mo").open("rb") as file:
        read = GNUTranslations(file)
    for message in translated(name):
        if message.id:
            one, told = texts(message), words(message)[0]
            if len(one) == 2:
                assert read.ngettext(*one, 2) == told, HOW
            else:
                found = read.pgettext(message.context, one[0]) if message.context else read.gettext(one[0])
                assert found == told, HOW

from planner.language import _, current, ngettext, speaking


def test_english_is_the_source_itself() -> None:
    assert _("Leaders away at once") == "Leaders away at once"
    assert [ngettext("{} post", "{} posts", count).format(count) for count in (1, 2)] == ["1 post", "2 posts"]


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with speaking("vi"):
        assert current() == "vi"
    assert current() == "en"

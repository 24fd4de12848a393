"""What is printed of a line: the reader of the Japanese paper sees where Korean or English stands in for their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.itinerary.terms import Language
from planner.itinerary.values import Mark, Text
from planner.itinerary.wording import Line, Role, plain, runs
from planner.itinerary.wording.runs import once
from tests.itineraries import EN, JA, KO

CALL = Text("면담", KO, fallback=True)
DINNER = Text("만찬", KO, fallback=True)
SPEECH = Text("Speech", EN, fallback=True)
COMMA = Text("、", JA)


def test_a_fallback_says_its_language_in_the_readers_words() -> None:
    assert plain((CALL,), JA) == "면담［韓国語］"
    assert plain((CALL,), EN) == "면담 [Korean]"
    assert plain((Text("面談", JA, fallback=True),), KO) == "面談 [일본어]"
    assert plain((Text("面談", JA),), JA) == "面談"


def test_the_language_comes_before_the_mark_and_each_is_a_run_of_its_own() -> None:
    assert list(runs((Text("면담", KO, Mark.ASSUMED, fallback=True),), JA)) == [
        ("면담", KO, Role.WORDS),
        ("［韓国語］", JA, Role.FALLBACK),
        ("［仮定］", JA, Role.MARK),
    ]


def test_neighbours_in_one_language_say_it_once_after_the_last() -> None:
    assert plain((CALL, COMMA, DINNER), JA) == "면담、만찬［韓国語］"
    assert plain((CALL, COMMA, SPEECH), JA) == "면담［韓国語］、Speech［英語］"
    assert plain((CALL, Text("（代表）", JA), DINNER), JA) == "면담［韓国語］（代表）만찬［韓国語］"


def test_a_list_says_it_after_its_last_line() -> None:
    given_lines = ((CALL,), (DINNER,), (Text("面談", JA),), (SPEECH,))
    assert [plain(line, JA) for line in once(given_lines)] == ["면담", "만찬［韓国語］", "面談", "Speech［英語］"]


def test_a_name_in_another_script_says_nothing() -> None:
    assert plain((Text("Keola Kealoha", EN), COMMA, SPEECH), JA) == "Keola Kealoha、Speech［英語］"


texts = st.builds(
    Text, st.sampled_from(("가", "あ", "a", "、", " ")), st.sampled_from(Language), fallback=st.booleans()
)
lines = st.lists(texts, max_size=5).map(tuple)


@given(st.lists(lines, max_size=4))
def test_no_fallback_goes_unsaid(given_lines: list[Line]) -> None:
    """From each fallback on, the next thing said is its language, and nothing in any other language comes before."""
    done = once(given_lines)
    before = [text for line in given_lines for text in line]
    after = [text for line in done for text in line]
    assert [text.value for text in before] == [text.value for text in after]
    for number, text in enumerate(before):
        if text.fallback:
            said = next(n for n in range(number, len(after)) if after[n].fallback)
            assert after[said].language is text.language
            between = [each for each in before[number + 1 : said] if not each.fallback]
            assert not any(each.value.isalnum() for each in between)
    assert once(done) == done

from datetime import date

from merilo.dates import timeline, times
from merilo.model import Article, Mention, Reading, Span

TEXT = "Ana left on 5 May 2020. In 2019 Boris came. They met on 31 April 2018. It lasted three days."


def reading():
    sentences = (Span(0, 23), Span(24, 43), Span(44, 70), Span(71, 92))
    mentions = (Mention(Span(0, 3), "PER", "e1"), Mention(Span(32, 37), "PER", "e2"))
    made = Reading(Article(text=TEXT, language="en"), sentences=sentences, mentions=mentions)
    return Reading(made.article, sentences=sentences, mentions=mentions, times=times(made))


def test_events_stand_in_the_order_they_happened():
    events = timeline(reading())
    assert [(event.earliest, event.latest, event.entities) for event in events] == [
        (date(2019, 1, 1), date(2019, 12, 31), ("e2",)),
        (date(2020, 5, 5), date(2020, 5, 5), ("e1",)),
    ]


def test_an_event_is_the_sentence_that_tells_it_and_knows_its_date():
    read = reading()
    for event in timeline(read):
        assert event.span in read.sentences
        assert read.times[event.time].earliest == event.earliest


def test_impossible_dates_lengths_and_vague_words_place_nothing():
    article = Article(text="On 31 April 2018 it rained for three days, and now it is dry.", language="en")
    read = Reading(article, times=times(Reading(article)))
    assert len(read.times) == 3
    assert timeline(read) == ()


def test_without_sentences_the_date_stands_for_itself():
    article = Article(text="5 May 2020", language="en")
    read = Reading(article, times=times(Reading(article)))
    assert [event.span for event in timeline(read)] == [Span(0, 10)]

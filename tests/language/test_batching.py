"""Requests for one model wait together, never longer than they must."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

import pytest
from scripted import ScriptedEngine

from bot.language.batching import MOST_SENTENCES, WORKERS, Batcher, BatcherClosed, QueueFull
from bot.language.marian import Hypothesis

LONGEST_S = 20


def held() -> tuple[ScriptedEngine, Batcher, list[Future[list[Hypothesis]]]]:
    """A batcher whose threads are all busy with one sentence each until `go_on` is set."""
    engine = ScriptedEngine()
    engine.go_on.clear()
    batcher = Batcher(engine)
    busy = []
    for number in range(WORKERS):
        busy += batcher.submit([f"busy {number}"])
        assert engine.entered.acquire(timeout=LONGEST_S)
    return engine, batcher, busy


def texts(answers: list[Future[list[Hypothesis]]]) -> list[str]:
    return [answer.result(LONGEST_S)[0].text for answer in answers]


def test_a_lone_request_starts_at_once() -> None:
    engine = ScriptedEngine({"hola": "hello"})
    assert texts(Batcher(engine).submit(["hola"])) == ["hello"]
    assert engine.asked == [["hola"]]


def test_what_waits_is_translated_together_and_answered_to_its_own_asker() -> None:
    engine, batcher, busy = held()
    waiting = [batcher.submit([f"s{number}"])[0] for number in range(6)]
    assert len(batcher) == 6
    engine.go_on.set()
    assert texts(waiting) == [f"[s{number}]" for number in range(6)]
    assert texts(busy) == ["[busy 0]", "[busy 1]"]
    assert len(engine.asked) <= WORKERS + 3


def test_batches_stay_small_and_narrow_and_wide_beams_apart() -> None:
    engine, batcher, _ = held()
    answers = batcher.submit([f"g{number}" for number in range(MOST_SENTENCES * 3)])
    answers += batcher.submit(["b1", "b2"], alternatives=4)
    engine.go_on.set()
    texts(answers)
    assert all(len(batch) <= MOST_SENTENCES for batch in engine.asked)
    assert all(len({text[0] for text in batch}) == 1 for batch in engine.asked)


def test_scores_wait_in_the_same_queue_and_come_back_to_their_own_asker() -> None:
    engine, batcher, _ = held()
    engine.scores = {"a": 0.1, "b": 0.2, "c": 0.3}
    first = batcher.score([("a", "x"), ("b", "x")])
    text = batcher.submit(["hola"])[0]
    second = batcher.score([("c", "y")])
    engine.go_on.set()
    assert (first.result(LONGEST_S), second.result(LONGEST_S)) == ([0.1, 0.2], [0.3])
    assert texts([text]) == ["[hola]"]


def test_a_cancelled_request_is_never_worked_on() -> None:
    engine, batcher, _ = held()
    gone, kept = batcher.submit(["gone", "kept"])
    assert gone.cancel()
    engine.go_on.set()
    assert texts([kept]) == ["[kept]"]
    assert "gone" not in [text for batch in engine.asked for text in batch]


async def test_a_client_that_leaves_takes_its_request_along() -> None:
    engine, batcher, _ = held()
    answer = batcher.submit(["gone"])[0]
    client = asyncio.ensure_future(asyncio.wrap_future(answer))
    await asyncio.sleep(0)
    client.cancel()
    with pytest.raises(asyncio.CancelledError):
        await client
    await asyncio.sleep(0)  # the event loop passes it on in its next round
    assert answer.cancelled()
    engine.go_on.set()


def test_a_full_queue_says_so_and_takes_nothing() -> None:
    engine = ScriptedEngine()
    engine.go_on.clear()
    batcher = Batcher(engine, longest_queue=3)
    for number in range(WORKERS):
        batcher.submit([f"busy {number}"])
        assert engine.entered.acquire(timeout=LONGEST_S)
    batcher.submit(["a", "b"])
    with pytest.raises(QueueFull):
        batcher.submit(["c", "d"])
    assert len(batcher) == 2
    engine.go_on.set()


def test_closing_answers_what_waits_and_then_frees_the_model() -> None:
    engine, batcher, _ = held()
    waiting = batcher.submit(["last"])
    batcher.close()
    with pytest.raises(BatcherClosed):
        batcher.submit(["too late"])
    assert not engine.closed.is_set()
    engine.go_on.set()
    assert texts(waiting) == ["[last]"]
    assert engine.closed.wait(LONGEST_S)


def test_an_engine_that_fails_fails_its_batch_only() -> None:
    def explode(text: str) -> str:
        raise RuntimeError(text)

    engine = ScriptedEngine({"bad": explode})
    batcher = Batcher(engine)
    with pytest.raises(RuntimeError, match="bad"):
        batcher.submit(["bad"])[0].result(LONGEST_S)
    assert texts(batcher.submit(["good"])) == ["[good]"]

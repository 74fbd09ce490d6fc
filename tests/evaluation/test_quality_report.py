"""Scores are those of sacrebleu, and the report shows them."""

from __future__ import annotations

from bot.evaluation.contestants import Contestant
from bot.evaluation.measure import AddressScore, SurvivalScore, UnderstandingScore, translation
from bot.evaluation.report import Report

PAIRS = [("Hola.", "Hello."), ("La casa es grande.", "The house is big.")]


def test_a_perfect_contestant_has_full_marks_and_a_mute_one_none() -> None:
    known = dict(PAIRS)
    perfect = translation(
        Contestant("perfect", lambda texts: [known[t] for t in texts], 40), "es", "en", PAIRS
    )
    mute = translation(Contestant("mute", lambda texts: ["" for _ in texts]), "es", "en", PAIRS)
    assert (perfect.chrf, perfect.sentences, perfect.memory_mb) == (100.0, 2, 40)
    assert (mute.chrf, mute.bleu) == (0.0, 0.0)


def test_the_report_has_a_row_for_each_score() -> None:
    score = translation(Contestant("Liaison", lambda texts: list(texts)), "es", "en", PAIRS)
    survival = SurvivalScore("es", "en", 40, 2, 1)
    understanding = UnderstandingScore("es", 95, 98.9, 88.4)
    address = AddressScore("de", "formal", 60, 51, 4)
    text = Report(
        [("mul-en", "0123456789abcdef")], [score], [survival], [address], [understanding]
    ).markdown()
    assert "mul-en (0123456789ab)" in text
    assert f"| es-en | Liaison | 2 | {score.chrf} |" in text
    assert "| es-en | 40 | 2 (5 %) | 1 |" in text
    assert "| de | formal | 60 | 51 | 4 | 5 |" in text
    assert "| es | 95 | 98.9 % | 88.4 % |" in text
    assert "## Translation" not in Report([], [], [], [], []).markdown()

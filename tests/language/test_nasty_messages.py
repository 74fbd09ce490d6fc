"""Nothing false with the bundled models: what must survive does, or the original is shown and labelled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.evaluation.sets import NastyMessage, nasty_messages
from bot.language.translator import Translator
from bot.settings import Settings


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Translator]:
    var = tmp_path_factory.mktemp("var")
    translator = Translator(Settings(var_dir=var, translation_timeout_s=120, _env_file=None))
    yield translator
    translator.close()


def test_there_are_enough_messages() -> None:
    assert len(nasty_messages()) >= 300


@pytest.mark.parametrize("message", nasty_messages(), ids=lambda message: message.text[:40])
async def test_what_must_survive_survives(bundled: Translator, message: NastyMessage) -> None:
    if (message.source, message.target) not in bundled.pairs():
        pytest.skip(f"no model for {message.source}-{message.target}")
    done = await bundled.translate(message.text, message.source, message.target)
    if done.made == "untranslated":
        assert (done.text, done.language) == (message.text, message.source)
    assert message.lost(done) == [], done.text


async def test_hardly_any_message_is_shown_untranslated(bundled: Translator) -> None:
    served = [m for m in nasty_messages() if (m.source, m.target) in bundled.pairs()]
    done = [await bundled.translate(m.text, m.source, m.target) for m in served]
    untranslated = sum(translation.made == "untranslated" for translation in done)
    assert untranslated <= 0.08 * len(done), f"{untranslated} of {len(done)}"

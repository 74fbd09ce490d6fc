"""Changing the language of the conversation on request."""

from __future__ import annotations

from actions.turn import Event, Turn, TurnAction
from bot.language.locales import enumeration, language_name, own_name
from bot.language.reading import read_language_name


class ChangeLanguage(TurnAction):
    """Goes on in the language the client asked for, if Liaison can speak it."""

    action_name = "action_change_language"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Reads the language's name from the client's own words and pins it."""
        wanted = turn.option or read_language_name(turn.original) or read_language_name(turn.english)
        served = turn.app.languages
        if wanted in served:
            await turn.app.pin_language(turn.conversation, wanted)
            voice = turn.app.voice_for(turn.file, wanted)
            turn.send(voice.phrase("utter_language_changed", language=language_name(wanted, wanted)))
            return None
        buttons = [
            {"title": own_name(code), "payload": f'/change_language{{"option":"{code}"}}'} for code in served
        ]
        names = enumeration([language_name(code, turn.language) for code in served], turn.language)
        if wanted is None:
            turn.say("utter_language_unclear", buttons=buttons, languages=names)
        else:
            name = language_name(wanted, turn.language)
            turn.say("utter_language_unserved", buttons=buttons, language=name, languages=names)
        return None

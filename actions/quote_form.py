"""The quote form: reads what the client says about a job and asks for what is missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal

from rasa_sdk.events import SlotSet

from actions.faq import answer_if_sure
from actions.form import TurnForm, email_answer, leaves_form, opened
from actions.quote_slots import CLIENT_SLOTS, JOB_SLOTS, QuoteSlots, field_of, needed_slots
from actions.turn import Event, Turn, TurnAction
from bot.language.reading import is_clearly_a_name
from bot.language.translation import Translation
from bot.quotes.reading import Heard, Message, named, read_message
from bot.services.offer import PerUnit, Service

_LEAVING = frozenset({"deny", "delete_my_data", "talk_to_human", "book_call"})
_ASIDES = frozenset(
    {
        "ask_faq",
        "ask_services",
        "bot_challenge",
        "change_language",
        "check_status",
        "goodbye",
        "greet",
        "out_of_scope",
        "thank",
    }
)


class StartQuote(TurnAction):
    """Begins a quote with whatever the client has already said."""

    action_name = "action_start_quote"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Forgets an earlier job, keeps the client's name and address."""
        kept = QuoteSlots(name=turn.slot("client_name"), email=turn.slot("client_email"))
        job = await _job_after(turn, kept, asked=None, opening=None)
        if job.service is not None:
            service = turn.file.service(job.service)
            if service is not None:
                turn.say("utter_noted_service", service=await turn.own(service.name))
        opening = None if turn.is_button else _as_json(_message(turn))
        remembered = [SlotSet("quote_opening", opening), SlotSet("pending_offer", None)]
        return [*job.events(), *remembered, *opened(turn, "quote_form", frozenset({"request_quote"}))]


class ValidateQuoteForm(TurnForm):
    """Reads answers, corrections and additions during a quote; leaves everything else to the rules."""

    form = "quote_form"
    fields = (*JOB_SLOTS, *CLIENT_SLOTS)

    def needed(self, turn: Turn) -> Sequence[str]:
        """What this job needs, which depends on its service."""
        return needed_slots(turn.file, turn.file.service(turn.slot("quote_service") or ""))

    async def read(self, turn: Turn, asked: str) -> list[Event]:
        """Takes up all that the message says, the asked-for slot and any other."""
        if _is_aside(turn, asked):
            return []
        before = QuoteSlots.of(turn)
        after = await _job_after(turn, before, asked=asked, opening=turn.slot("quote_opening"))
        problem = await _problem(turn, asked, after)
        if problem is not None:
            after = _without(after, asked)
            # What cannot be read as an answer may be a question, and the file may know.
            if not ("?" in turn.original and await answer_if_sure(turn)):
                turn.send(problem)
        _tell_changes(turn, before, after)
        return after.events()


def _is_aside(turn: Turn, asked: str) -> bool:
    if turn.is_button:
        return turn.option is None or turn.intent not in ("inform", "request_quote")
    if turn.intent == "nlu_fallback":
        return turn.original.rstrip().endswith("?")
    if _answers(turn, asked):
        return False
    return leaves_form(turn, asked, _LEAVING, _ASIDES)


def _answers(turn: Turn, asked: str) -> bool:
    """Whether a message holds what was asked for, or a correction that looks like a refusal."""
    heard = heard_in(turn, turn.file.service(turn.slot("quote_service") or ""), asked)
    if asked == "client_name":
        # A model that makes "María López" into "Mary appropriate" must not cost the client their name.
        return heard.name is not None and (
            turn.intent == "out_of_scope" or is_clearly_a_name(turn.original, turn.language)
        )
    read = {
        "quote_quantity": heard.quantity,
        "quote_package": heard.package,
        "quote_extras": heard.extras,
        "quote_deadline": heard.deadline,
        "client_email": heard.email,
    }
    if turn.intent in ("deny", "out_of_scope"):
        return any(value is not None for value in read.values())
    return read.get(asked) is not None


def heard_in(turn: Turn, service: Service | None, asked: str | None) -> Heard:
    """What the latest message says about a job; `asked` is the slot the client was just asked for."""
    field = field_of(asked) if asked else None
    return read_message(_message(turn), turn.file, service, asked=field, today=turn.today)


def _message(turn: Turn) -> Message:
    return Message(turn.original, turn.english, turn.language)


def _as_json(message: Message) -> str:
    return json.dumps(asdict(message), ensure_ascii=False)


async def _job_after(turn: Turn, job: QuoteSlots, *, asked: str | None, opening: str | None) -> QuoteSlots:
    """The job with the message, or the pressed button, taken into account.

    What the client said when the service was still open ("4,000 words by Friday") counts once it is known.
    """
    after = await _heard(turn, job, asked)
    service = turn.file.service(after.service or "")
    if job.service is None and service is not None and opening is not None:
        said = read_message(Message(**json.loads(opening)), turn.file, service, asked=None, today=turn.today)
        after = QuoteSlots(service=after.service).with_heard(said).overlaid_by(after)
    return after


async def _heard(turn: Turn, job: QuoteSlots, asked: str | None) -> QuoteSlots:
    if turn.is_button:
        return _pressed(turn, job, asked)
    if asked == "quote_description":
        return job.with_heard(Heard(description=turn.original.strip()))
    if asked in CLIENT_SLOTS:
        return job.with_heard(heard_in(turn, None, asked))
    wanted = await _service_named(turn, job, asked)
    if wanted is not None:
        job = job.for_service(wanted)
    service = turn.file.service(job.service or "")
    return job.with_heard(heard_in(turn, service, asked))


def _pressed(turn: Turn, job: QuoteSlots, asked: str | None) -> QuoteSlots:
    option = turn.option or ""
    if turn.file.service(option) is not None and turn.intent == "request_quote":
        return job.for_service(option)
    field, _, value = option.partition(":")
    if asked is None or field != field_of(asked):
        return job
    said = {
        "package": Heard(package=value),
        "extras": Heard(extras=(value,) if value else ()),
        "deadline": Heard(deadline=value),
    }
    return job.with_heard(said.get(field, Heard()))


async def _service_named(turn: Turn, job: QuoteSlots, asked: str | None) -> str | None:
    """The service a message is about, looked up by name first and by meaning where one is expected."""
    found = named((turn.original, turn.english), turn.file.services)
    if len(found) == 1:
        return found[0]
    if job.service is not None and turn.intent != "request_quote":
        return None
    return await turn.app.service_meant(turn.freelancer, turn.english)


async def _problem(turn: Turn, asked: str, job: QuoteSlots) -> Translation | None:
    """What to tell the client when the answer could not be read or makes no sense."""
    service = turn.file.service(job.service or "")
    value = getattr(job, field_of(asked))
    if asked == "quote_service" and service is None:
        return turn.phrase("utter_service_unknown")
    if service is None:
        return None
    if job.quantity and isinstance(service.pricing, PerUnit):
        most = service.pricing.maximum
        if Decimal(job.quantity) > most:
            return turn.phrase("utter_quantity_too_large", largest=turn.voice.number(most))
    if value is None or asked not in needed_slots(turn.file, service):
        return _unread(turn, asked, service)
    if asked == "quote_description" and len(value) < 3:
        return turn.phrase("utter_description_short")
    return None


def _unread(turn: Turn, asked: str, service: Service) -> Translation | None:
    if asked == "client_email":
        answer = email_answer(turn)
        return answer.problem if answer else None
    if asked == "quote_deadline":
        past = heard_in(turn, service, asked).past_deadline
        if past is not None:
            return turn.phrase("utter_deadline_past", date=turn.voice.date(past))
        example = turn.voice.date(turn.today + timedelta(days=10))
        return turn.phrase("utter_deadline_unclear", example=example)
    if asked == "quote_quantity":
        return turn.phrase("utter_quantity_unclear", example=turn.voice.number(Decimal(1200)))
    names = {"quote_package": "utter_package_unclear", "client_name": "utter_name_unclear"}
    return turn.phrase(names[asked]) if asked in names else None


def _without(job: QuoteSlots, asked: str) -> QuoteSlots:
    return replace(job, **{field_of(asked): None})


def _tell_changes(turn: Turn, before: QuoteSlots, after: QuoteSlots) -> None:
    """Confirms what a correction changed, so that nothing changes unseen."""
    changed = [
        slot
        for slot in (*JOB_SLOTS, *CLIENT_SLOTS)
        if (old := getattr(before, field_of(slot))) is not None
        and (new := getattr(after, field_of(slot))) is not None
        and old != new
    ]
    for slot in changed:
        value = shown(turn, slot, after)
        what = turn.phrase("utter_changed_to", field=turn.phrase(f"utter_field_{slot}"), value=value)
        turn.send(turn.phrase("utter_noted_change", what=what))


def shown(turn: Turn, slot: str, job: QuoteSlots) -> str:
    """The value of a slot the way the client would write it."""
    request = job.request()
    service = turn.file.service(job.service or "")
    if slot == "quote_quantity" and request.quantity is not None:
        return turn.voice.number(request.quantity)
    if slot == "quote_deadline":
        return (
            turn.voice.date(request.deadline)
            if request.deadline
            else turn.phrase("utter_deadline_flexible").text
        )
    if slot == "quote_service" and service is not None:
        return service.name.wording(turn.language)[0]
    if slot == "quote_extras" and service is not None:
        chosen = [
            e.name.wording(turn.language)[0] for e in turn.file.extras_of(service) if e.id in request.extras
        ]
        return turn.voice.list(chosen) or turn.phrase("utter_extras_none").text
    return str(getattr(job, field_of(slot)))

"""endpoints.yml and credentials.yml as Rasa reads them."""

from __future__ import annotations

import pytest
from rasa.core.run import create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException

from tests.engine.inside import ROOT, endpoints_as_in_the_file

ENDPOINTS = str(ROOT / "endpoints.yml")


def test_endpoints_take_their_values_from_the_environment() -> None:
    read, expected = AvailableEndpoints.read_endpoints(ENDPOINTS), endpoints_as_in_the_file()
    assert (read.action.url, read.action.headers) == (expected.action.url, expected.action.headers)
    assert (read.nlg.type, read.tracker_store.type) == (expected.nlg.type, expected.tracker_store.type)
    assert read.tracker_store.url == expected.tracker_store.url


@pytest.mark.parametrize("name", ["LIAISON_DESK_URL", "LIAISON_INTERNAL_TOKEN", "LIAISON_TRACKER_URL"])
def test_a_missing_variable_stops_rasa_and_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(RasaException, match=name):
        AvailableEndpoints.read_endpoints(ENDPOINTS)


def test_the_channels_need_no_credentials() -> None:
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    assert [channel.name() for channel in channels] == ["website", "rest", "telegram", "slack", "internal"]

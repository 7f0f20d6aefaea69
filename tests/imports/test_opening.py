import os

import pytest

from internkoll.imports.opening import LARGEST, document_in, open_document
from internkoll.imports.reading import Unreadable

ONE_ROW = b'{"rows": [{"risk": "Brand", "control": "Rond"}]}'


def refused(data: bytes, **asked) -> str:
    with pytest.raises(Unreadable) as refusal:
        document_in(data, "plan.json", **asked)
    return str(refusal.value)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b" \r\n"])
def test_the_exchange_format_is_known_by_its_beginning(mark):
    assert document_in(mark + ONE_ROW, "plan.json").rows[0].risk == "Brand"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"rows": [{"riks": 1}]}', "rows → 0 → riks: namnet är okänt (1 fel)"),
        (b'{"rows": [{"score": 1e30}]}', "rows → 0 → score kan inte läsas"),
        (b'{"rows": [{"score": 9999999}]}', "rows → 0 → score: talet är för stort"),
        (b'{"rows": [{"score": NaN}]}', "score kan inte läsas"),
        (b'{"rows": [{"area": [' + b'"x",' * 20 + b'"x"]}]}', "area: fler än 20 stycken"),
        (b'{"rows": [{"risk": "' + b"x" * 200_001 + b'"}]}', "risk: texten är längre än 200000 tecken"),
        (b'{"period": "' + b"x" * 201 + b'"}', "period: texten är längre än 200 tecken"),
        (b'{"rows": [' + b"{}," * 500_000 + b"{}]}", "rows: fler än 10000 stycken"),
        (b'{"rows": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "filen kan inte läsas"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "filen kan inte läsas"),
        (b'{"title": "\\ud800"}', "filen kan inte läsas"),
        (b'{"title": "\xff"}', "filen kan inte läsas"),
    ],
)
def test_what_no_document_can_hold_is_refused_with_its_place(data, told):
    assert told in refused(data)


def test_a_refusal_is_short_and_harmless_whatever_the_file_calls_its_fields():
    told = refused(b'{"' + b"\\u001b[2J" * 10_000 + b'": 1}')
    assert len(told) < 250
    assert "\x1b" not in told


def test_a_period_that_is_too_long_to_keep_is_refused():
    assert "längre än 200 tecken" in refused(ONE_ROW, period="x" * 201)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ror.json")
    with pytest.raises(Unreadable, match="ingen vanlig fil"):
        open_document(tmp_path / "ror.json")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(tmp_path, device):
    (tmp_path / "plan.json").symlink_to(device)
    with pytest.raises(Unreadable, match="ingen vanlig fil"):
        open_document(tmp_path / "plan.json")


def test_a_link_that_leads_to_itself_is_told(tmp_path):
    (tmp_path / "plan.json").symlink_to(tmp_path / "plan.json")
    with pytest.raises(Unreadable, match="kunde inte öppnas"):
        open_document(tmp_path / "plan.json")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "plan.json").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="större än 25 MB"):
        open_document(tmp_path / "plan.json")

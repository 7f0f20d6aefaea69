import pytest

from internkoll.followup.due import unreported
from internkoll.followup.late import ByResponsible
from internkoll.followup.models import Round
from tests.cast import YEAR, board_with, document_of, row_of


@pytest.mark.django_db
def test_a_part_of_the_list_is_what_the_whole_list_has_there():
    names = ["Rektor", "Ekonomichef", "Åsa", "rektor", ""]
    rows = [row_of(n, responsible=names[n % 5]) for n in range(1, 61)]
    board = board_with(document=document_of(rows), name="Stora nämnden")
    round_ = Round.objects.get(unit=board, label=f"T2 {YEAR}")
    round_.results.all().delete()
    late = ByResponsible(unreported(round_))
    whole = late[0:100]
    assert (len(late), len(whole)) == (60, 60)
    for start, stop in ((0, 7), (7, 30), (11, 12), (30, 60), (59, 60), (50, 200)):
        assert late[start:stop] == whole[start:stop]
    assert late[13] == whole[13]

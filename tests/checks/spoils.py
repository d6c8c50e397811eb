"""What a case of `tests/cases/checks/` can do (« do: name ») that its words cannot: Finished → Finished."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.finished import Finished


def fewer_sessions(finished: Finished) -> Finished:
    """Three events less in the schedule."""
    schedule = finished.dossier.schedule
    return replace(finished, dossier=replace(finished.dossier, schedule=replace(schedule, events=schedule.events[:-3])))


from tests.checks.spoils_agreement import *  # noqa: E402, F403
from tests.checks.spoils_buyer import *  # noqa: E402, F403
from tests.checks.spoils_completeness import *  # noqa: E402, F403
from tests.checks.spoils_first import *  # noqa: E402, F403
from tests.checks.spoils_forms import *  # noqa: E402, F403
from tests.checks.spoils_leftovers import *  # noqa: E402, F403 - the spoils of that family
from tests.checks.spoils_offer import *  # noqa: E402, F403
from tests.checks.spoils_packet import *  # noqa: E402, F403
from tests.checks.spoils_price import *  # noqa: E402, F403
from tests.checks.spoils_proofs import *  # noqa: E402, F403 - identifiers, proofs and people

"""What the law says of handing in."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from generator.law.deposit import Key, deposit_rule

DAY = date(2023, 6, 26)


def test_each_rule_holds_says_its_source_and_what_is_unsure():
    rules = [deposit_rule(key, DAY) for key in get_args(Key)]
    assert len(rules) == 5
    assert all(one and re.search("du 22 mars 2019|code de la commande publique", one.source) for one in rules)
    backup, again = deposit_rule("backup", DAY), deposit_rule("again", DAY)
    assert backup
    assert again
    assert "R. 2132-11" in backup.cited
    assert "à relire" not in backup.cited
    assert again.cited.endswith("R. 2151-6, à relire dans le texte officiel")


def test_nothing_is_known_before_the_code():
    assert deposit_rule("backup", date(2018, 1, 1)) is None

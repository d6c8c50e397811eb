"""Comments of Word: our questions, and reviewers' own comments that come back with their threads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.tree import Remark
from generator.foundation.ooxml import MC, W14, W15, W, serialised
from generator.writers.docx.draft import Draft, Said
from generator.writers.docx.xml import Element, run, val, w

_SPACES: Final = {"w": W, "mc": MC, "w14": W14}
_OF_2012: Final = {"mc": MC, "w15": W15}


def comment(draft: Draft, remark: Remark) -> range:
    """The identifiers of a remark and of its replies, which Word wants at the same place."""
    first = len(draft.remarks)
    draft.remarks.append(Said(remark.author or names.REMARK_AUTHOR, remark.day, remark.text, ours=not remark.author))
    draft.remarks += [Said(reply.author, reply.day, reply.text, first) for reply in remark.replies]
    return range(first, len(draft.remarks))


def comment_parts(draft: Draft, day: date) -> Iterator[tuple[str, bytes]]:
    """`word/comments.xml`; when one is answered, the parts that tie threads ([MS-DOCX] 2.5.1) and name people (2.5.3).

    A question of ours is dated `day`.
    """
    said = draft.remarks
    if not said:
        return
    threaded = any(each.parent is not None for each in said)
    root = etree.Element(f"{{{W}}}comments", nsmap=_SPACES)
    root.set(f"{{{MC}}}Ignorable", "w14")
    root.extend([_comment(draft, number, each, day) for number, each in enumerate(said)])
    yield "comments.xml", serialised(root)
    if threaded:
        yield "commentsExtended.xml", serialised(_threads(said))
        yield "people.xml", serialised(_people(said))


def _comment(draft: Draft, number: int, said: Said, day: date) -> Element:
    moment = f"{day.isoformat()}T00:00:00Z" if said.ours else said.day or None
    made = w("comment", id=number, author=said.author, date=moment, initials=_initials(said.author))
    call = w("r", w("rPr", val("rStyle", draft.style(names.REMARK_CALL))), w("annotationRef"))
    for line in said.text.split("\n"):
        made.append(w("p", w("pPr", val("pStyle", draft.style(names.REMARK_TEXT))), run(line) if line else None))
    made[0].insert(1, call)
    made[-1].set(f"{{{W14}}}paraId", _identifier(number))
    return made


def _identifier(number: int) -> str:
    """Of a comment's last paragraph: above 0, below 80000000 in hexadecimal digits ([MS-DOCX] 2.6.2.3)."""
    return f"{number + 1:08X}"


def _initials(author: str) -> str | None:
    """« CE » for « Camille Exemple »; ours are « AC »."""
    return "".join(word[0] for word in re.findall(r"\w+", author)).upper()[:9].replace("À", "A") or None


def _threads(said: Sequence[Said]) -> Element:
    made = _root("commentsEx")
    for number, each in enumerate(said):
        above = {} if each.parent is None else {"paraIdParent": _identifier(each.parent)}
        made.append(_of_2012("commentEx", paraId=_identifier(number), **above, done="0"))
    return made


def _people(said: Sequence[Said]) -> Element:
    made = _root("people")
    for author in dict.fromkeys(each.author for each in said if each.author and not each.ours):
        person = _of_2012("person", author=author)
        person.append(_of_2012("presenceInfo", providerId="None", userId=author))
        made.append(person)
    return made


def _root(tag: str) -> Element:
    made = etree.Element(f"{{{W15}}}{tag}", nsmap=_OF_2012)
    made.set(f"{{{MC}}}Ignorable", "w15")
    return made


def _of_2012(tag: str, **attributes: str) -> Element:
    return etree.Element(f"{{{W15}}}{tag}", {f"{{{W15}}}{name}": words for name, words in attributes.items()})

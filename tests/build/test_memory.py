"""Giving memory back changes nothing but the peak, and harms no system."""

from __future__ import annotations

import sys

from generator.build.memory import give_back


def test_it_can_be_asked_anywhere_and_twice(monkeypatch):
    give_back()
    give_back()
    monkeypatch.setattr(sys, "platform", "win32")
    give_back()

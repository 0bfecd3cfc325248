"""A name or sentence in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and English; where only one was given it serves both.

    >>> Text("盐城市", "Yancheng").get("en")
    'Yancheng'
    >>> Text("盐城市", "").get("en")
    '盐城市'
    """

    zh: str = ""
    en: str = ""

    def get(self, language: str) -> str:
        """Return the text in `language` ("zh" or anything else for English), else in the other one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        """Tell whether there is any text at all."""
        return bool(self.zh or self.en)

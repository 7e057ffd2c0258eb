"""What people read, in their language. English stands in the code; another language is a file."""

from .language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language"]

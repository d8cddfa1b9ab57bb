"""What can go wrong for a reason the user can act on: each carries a code and facts; `workshop.sentences` has the words."""


class Trouble(Exception):
    """Something to tell the user in a sentence; `code` names the sentence, `facts` fill its placeholders."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Refused(Trouble):
    """A rule of the method or of the record says no; nothing was changed."""


class EnvironmentTrouble(Trouble):
    """Disk, driver or file system said no; what was typed is still in memory."""


class NewerFile(Trouble):
    """The file was written by a later version; it was not touched."""


class ContentError(Trouble):
    """A content pack or an interchange file breaks a rule; the facts name the culprit, the file and the line."""

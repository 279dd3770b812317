"""A verb with what stands before it: how real its auxiliaries make it, and who suffers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)  # not frozen: made a hundred times for an article
class Group:
    """A verb with its auxiliaries: `first` is the leftmost token that belongs to it."""

    first: int
    index: int
    form: str
    be: bool = False
    have: bool = False
    to: bool = False
    bare: bool = False
    negated: bool = False
    modal: str = ""
    # An infinitive that some other word governs: no purpose.
    governed: bool = False

    @property
    def passive(self) -> bool:
        """Tell whether the subject suffers what the verb says."""
        return self.be and "done" in self.form

    @property
    def finite(self) -> bool:
        """Tell whether it states a fact of the past or the present."""
        return not (self.modal or self.to or self.bare) and (
            self.be or self.have or "past" in self.form or "s" in self.form.split()
        )

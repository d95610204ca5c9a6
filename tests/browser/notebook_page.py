"""What a student does with a notebook in JupyterLab: find a cell, type into it, run it."""

import re

from playwright.sync_api import Locator, Page, expect

_HAS_RUN = re.compile(r"^\[\d+\]:$")  # [*]: while it runs, [ ]: before


class NotebookPage:
    """The notebook that is in front in JupyterLab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def cell(self, text: str) -> Locator:
        """The code cell with this text in its code."""
        code = self.page.locator(".jp-InputArea-editor", has_text=text)
        return self.panel.locator(".jp-CodeCell").filter(has=code)

    def type(self, cell: Locator, line: str, *new_lines: str) -> None:
        """Replace the line that has the text `line`, and all below it, by typing.

        The editor indents what follows the first of the new lines as it sees fit.
        """
        cell.locator(".cm-line", has_text=line).click()
        self.page.keyboard.press("Home")
        self.page.keyboard.press("Control+Shift+End")
        self.page.keyboard.type("\n".join(new_lines))

    def run_all_above(self, cell: Locator, last: Locator) -> None:
        """Run what is above `cell`, and wait for the `last` code cell there."""
        cell.locator(".cm-content").click()
        # JupyterLab ignores what one runs before the kernel is there.
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text(
            "Python 3 (ipykernel) | Idle"
        )
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Above Selected Cell").click()
        expect(_prompt(last)).to_have_text(_HAS_RUN)

    def run(self, *cells: Locator) -> None:
        """Run code cells one after the other, and wait until each has run."""
        for cell in cells:
            before = _prompt(cell).text_content()
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            expect(_prompt(cell)).not_to_have_text(before)
            expect(_prompt(cell)).to_have_text(_HAS_RUN)

    def validate(self) -> Locator:
        """Press nbgrader's button; return the dialog with its verdict."""
        self.panel.get_by_role("button", name="Validate").click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Validation Results")
        return dialog


def output(cell: Locator) -> Locator:
    """What stands below a cell: all that it printed, showed or raised."""
    return cell.locator(".jp-OutputArea")


def _prompt(cell: Locator) -> Locator:
    return cell.locator(".jp-InputPrompt")
